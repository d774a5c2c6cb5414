with

settings as (
    select * from dwd.source_setting
),

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
-- online_retail and the stores mark a return by its negative quantity, or
-- by its negative amount where it has no units. Refunds of the web systems can
-- be written with negative units and amounts.
balanced as (
    select 'online_retail' as order_system, settings.currency, 1 as line_count,
        greatest(quantity, 0) * unit_price as gross_amount,
        least(quantity, 0) * -unit_price as returned_amount
    from online_retail_lines
    left join settings on settings.source = 'online_retail'
    union all
    select 'marketplace' as order_system, marketplace_orders.currency,
        1 as line_count, marketplace_lines.paid_amount, 0 as returned_amount
    from marketplace_lines
    inner join marketplace_orders
        on marketplace_orders.order_id = marketplace_lines.order_id
    where marketplace_orders.paid_at is not null
    union all
    select 'marketplace' as order_system, currency, 1 as line_count,
        0 as gross_amount,
        case when quantity < 0 then -refund_amount else refund_amount end
            as returned_amount
    from marketplace_refunds
    union all
    select 'mall' as order_system, mall_orders.currency,
        1 as line_count, mall_lines.paid_amount, 0 as returned_amount
    from mall_lines
    inner join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    where mall_orders.paid_at is not null
    union all
    select 'mall' as order_system, currency, 1 as line_count,
        0 as gross_amount,
        case when quantity < 0 then -refund_amount else refund_amount end
            as returned_amount
    from mall_refunds
    union all
    select 'pos' as order_system, currency, 1 as line_count,
        case when (quantity, paid_amount) < (0, 0) then 0 else paid_amount end
            as gross_amount,
        case when (quantity, paid_amount) < (0, 0) then -paid_amount else 0 end
            as returned_amount
    from pos_lines
    union all
    select order_system, currency, -1 as line_count,
        -gross_amount as gross_amount, -returned_amount as returned_amount
    from items
    where order_system not in ('douyin', 'jd')
),

final as (
    select
        order_system,
        warehouse.currency(currency) as currency,
        sum(line_count) as lines_lost,
        coalesce(sum(gross_amount), 0) as gross_amount_lost,
        coalesce(sum(returned_amount), 0) as returned_amount_lost
    from balanced
    group by order_system, warehouse.currency(currency)
    having sum(line_count) <> 0
        or sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
