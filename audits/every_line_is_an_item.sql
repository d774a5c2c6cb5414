with

online_retail_lines as (
    select * from ods.online_retail_line
),

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_lines as (
    select * from ods.shop_order_line
),

marketplace_refunds as (
    select * from ods.shop_refund
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

mall_refunds as (
    select * from ods.mall_refund
),

pos_lines as (
    select * from ods.pos_line
),

items as (
    select * from dwd.fct_order_item
),

-- Sent minus arrived, computed apart from the models and as simply as possible.
-- online_retail and the stores mark a return by its negative quantity.
balanced as (
    select
        'online_retail' as order_system, count(*) as line_count,
        sum(greatest(quantity, 0) * unit_price) as gross_amount,
        sum(least(quantity, 0) * -unit_price) as returned_amount
    from online_retail_lines
    union all
    select
        'marketplace' as order_system, count(*) as line_count,
        sum(marketplace_lines.paid_amount) as gross_amount,
        0 as returned_amount
    from marketplace_lines
    inner join marketplace_orders
        on marketplace_orders.order_id = marketplace_lines.order_id
    where marketplace_orders.paid_at is not null
    union all
    select
        'marketplace' as order_system, count(*) as line_count,
        0 as gross_amount, sum(refund_amount) as returned_amount
    from marketplace_refunds
    union all
    select
        'mall' as order_system, count(*) as line_count,
        sum(mall_lines.paid_amount) as gross_amount,
        0 as returned_amount
    from mall_lines
    inner join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    where mall_orders.paid_at is not null
    union all
    select
        'mall' as order_system, count(*) as line_count,
        0 as gross_amount, sum(refund_amount) as returned_amount
    from mall_refunds
    union all
    select
        'pos' as order_system, count(*) as line_count,
        sum(paid_amount) filter (where quantity >= 0) as gross_amount,
        -sum(paid_amount) filter (where quantity < 0) as returned_amount
    from pos_lines
    union all
    select
        order_system, -count(*) as line_count,
        -sum(gross_amount) as gross_amount,
        -sum(returned_amount) as returned_amount
    from items
    group by order_system
),

final as (
    select
        order_system,
        sum(line_count) as lines_lost,
        coalesce(sum(gross_amount), 0) as gross_amount_lost,
        coalesce(sum(returned_amount), 0) as returned_amount_lost
    from balanced
    group by order_system
    having sum(line_count) <> 0
        or sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
