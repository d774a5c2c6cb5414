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

-- Sent minus arrived, computed apart from the models. A return has a negative
-- quantity, or amount where it has no units; web refunds can have either sign.
balanced as (
    select 'online_retail' as source, settings.currency,
        invoiced_at::date as business_on, 1 as line_count,
        greatest(quantity, 0) * unit_price as gross_amount,
        least(quantity, 0) * -unit_price as returned_amount
    from online_retail_lines
    left join settings on settings.source = 'online_retail'
    union all
    select 'marketplace' as source, marketplace_orders.currency,
        marketplace_orders.paid_at::date as business_on, 1 as line_count,
        marketplace_lines.paid_amount, 0 as returned_amount
    from marketplace_lines
    inner join marketplace_orders using (order_id)
    where marketplace_orders.paid_at is not null
    union all
    select 'marketplace' as source, currency,
        refunded_at::date as business_on, 1 as line_count, 0 as gross_amount,
        case when quantity < 0 then -refund_amount else refund_amount end
            as returned_amount
    from marketplace_refunds
    union all
    select mall_orders.channel as source, mall_orders.currency,
        (mall_orders.paid_at at time zone time_zone)::date as business_on,
        1 as line_count, mall_lines.paid_amount, 0 as returned_amount
    from mall_lines
    inner join mall_orders using (order_id)
    left join settings on settings.source = mall_orders.channel
    where mall_orders.paid_at is not null
    union all
    select mall_refunds.channel as source, mall_refunds.currency,
        (refunded_at at time zone time_zone)::date as business_on,
        1 as line_count, 0 as gross_amount,
        case when quantity < 0 then -refund_amount else refund_amount end
            as returned_amount
    from mall_refunds
    left join settings on settings.source = mall_refunds.channel
    union all
    select 'pos' as source, currency, sold_at::date as business_on,
        1 as line_count,
        case when (quantity, paid_amount) < (0, 0) then 0 else paid_amount end
            as gross_amount,
        case when (quantity, paid_amount) < (0, 0) then -paid_amount else 0 end
            as returned_amount
    from pos_lines
    union all
    select source, currency, sold_on as business_on, -1 as line_count,
        -gross_amount as gross_amount, -returned_amount as returned_amount
    from items
    where order_system not in ('douyin', 'jd')
),

final as (
    select
        source, business_on,
        warehouse.currency(currency) as currency,
        sum(line_count) as lines_lost,
        coalesce(sum(gross_amount), 0) as gross_amount_lost,
        coalesce(sum(returned_amount), 0) as returned_amount_lost
    from balanced
    group by source, business_on, warehouse.currency(currency)
    having sum(line_count) <> 0
        or sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
