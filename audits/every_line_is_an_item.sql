with

retail_lines as (
    select * from ods.online_retail_line
),

shop_orders as (
    select * from ods.shop_order
),

shop_lines as (
    select * from ods.shop_order_line
),

shop_refunds as (
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

-- What the sources say, said as simply as can be: stores and the retail shop
-- tell what is given back by the sign.
sent as (
    select
        'online_retail' as source,
        count(*) as line_count,
        sum(greatest(quantity, 0) * unit_price) as gross_amount,
        sum(least(quantity, 0) * -unit_price) as returned_amount
    from retail_lines
    union all
    select 'shop', count(*), sum(shop_lines.paid_amount), 0
    from shop_lines
    inner join shop_orders
        on shop_orders.order_id = shop_lines.order_id
    where shop_orders.paid_at is not null
    union all
    select 'shop', count(*), 0, sum(refund_amount)
    from shop_refunds
    union all
    select 'mall', count(*), sum(mall_lines.paid_amount), 0
    from mall_lines
    inner join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    where mall_orders.paid_at is not null
    union all
    select 'mall', count(*), 0, sum(refund_amount)
    from mall_refunds
    union all
    select
        'pos',
        count(*),
        sum(paid_amount) filter (where quantity >= 0),
        -sum(paid_amount) filter (where quantity < 0)
    from pos_lines
),

-- One pass over all facts: they are many.
arrived as (
    select
        source,
        count(*) as line_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount
    from items
    group by source
),

balanced as (
    select source, line_count, gross_amount, returned_amount from sent
    union all
    select source, -line_count, -gross_amount, -returned_amount from arrived
),

final as (
    select
        source,
        sum(line_count) as lines_lost,
        coalesce(sum(gross_amount), 0) as gross_amount_lost,
        coalesce(sum(returned_amount), 0) as returned_amount_lost
    from balanced
    group by source
    having sum(line_count) <> 0
        or sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
