with

settings as (
    select * from dwd.source_setting
),

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_refunds as (
    select * from ods.shop_refund
),

mall_orders as (
    select * from ods.mall_order
),

mall_refunds as (
    select * from ods.mall_refund
),

douyin_lines as (
    select * from ods.douyin_order_line
),

douyin_refunds as (
    select * from ods.douyin_refund
),

jd_lines as (
    select * from ods.jd_order_line
),

jd_refunds as (
    select * from ods.jd_refund
),

orders as (
    select * from dwd.fct_order
),

items as (
    select * from dwd.fct_order_item
),

refunds as (
    select 'marketplace' as source, currency, refunded_at::date as refunded_on,
        quantity, refund_amount
    from marketplace_refunds
    union all
    select channel as source, mall_refunds.currency,
        (refunded_at at time zone time_zone)::date as refunded_on,
        quantity, refund_amount
    from mall_refunds
    left join settings on settings.source = mall_refunds.channel
    union all
    select 'douyin' as source, douyin_refunds.currency,
        (refunded_at at time zone time_zone)::date as refunded_on,
        quantity, refund_amount
    from douyin_refunds
    left join settings on settings.source = 'douyin'
    union all
    select 'jd' as source, jd_refunds.currency,
        (refunded_at at time zone time_zone)::date as refunded_on,
        quantity, refund_amount
    from jd_refunds
    left join settings on settings.source = 'jd'
),

-- Sent minus arrived, computed apart from the models. Orders are only counted:
-- every_line_is_an_item compares their amounts.
balanced as (
    select source, currency, refunded_on, 1 as row_count,
        case when quantity < 0 then -1 else 1 end * refund_amount as amount
    from refunds
    union all
    select source, currency, sold_on as refunded_on, -1 as row_count,
        -returned_amount as amount
    from items
    where is_return
        and order_system in ('marketplace', 'mall', 'douyin', 'jd')
    union all
    select 'marketplace' as source, null as currency, null as refunded_on,
        count(*) as row_count, 0 as amount from marketplace_orders
    union all
    select 'mall' as source, null as currency, null as refunded_on,
        count(*) as row_count, 0 as amount from mall_orders
    union all
    select 'douyin' as source, null as currency, null as refunded_on,
        count(distinct order_id) as row_count, 0 as amount from douyin_lines
    union all
    select 'jd' as source, null as currency, null as refunded_on,
        count(distinct order_id) as row_count, 0 as amount from jd_lines
    union all
    select order_system as source, null as currency, null as refunded_on,
        -1 as row_count, 0 as amount
    from orders
    where order_system in ('marketplace', 'mall', 'douyin', 'jd')
),

final as (
    select source, refunded_on, warehouse.currency(currency) as currency,
        sum(row_count) as rows_lost, sum(amount) as refund_amount_lost
    from balanced
    group by source, refunded_on, warehouse.currency(currency)
    having sum(row_count) <> 0 or sum(amount) <> 0
)

select * from final
