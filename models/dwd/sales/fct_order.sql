with

web_orders as (
    select * from dwd.web_order
),

lines as (
    select * from dwd.sold_order
),

deliveries as (
    select * from dwd.fct_delivery
),

settings as (
    select * from dwd.source_setting
),

-- Files can skip the state `shipped`; the parcel has its moment.
parcels as (
    select
        order_key,
        min(shipped_at) as shipped_at
    from deliveries
    group by order_key
),

web as (
    select
        warehouse.key(web_orders.order_system, web_orders.order_id)
            as order_key,
        warehouse.key(web_orders.source, web_orders.source_account_id)
            as account_key,
        web_orders.order_system, web_orders.order_id, web_orders.source,
        web_orders.store_code, web_orders.status, web_orders.ordered_at,
        web_orders.paid_at, web_orders.shipped_at, web_orders.completed_at,
        web_orders.cancelled_at, web_orders.coupon_id, web_orders.guide_id,
        web_orders.is_gift, web_orders.deposit_amount,
        web_orders.deposit_paid_at,
        warehouse.currency(web_orders.currency) as currency
    from web_orders
),

-- A receipt and an invoice are completed when they are made.
final as (
    select
        coalesce(web.order_key, lines.order_key) as order_key,
        coalesce(web.account_key, lines.account_key) as account_key,
        coalesce(web.order_system, lines.order_system) as order_system,
        coalesce(web.order_id, lines.order_id) as order_id,
        coalesce(web.source, lines.source) as source,
        coalesce(web.store_code, lines.store_code) as store_code,
        lines.business_line,
        coalesce(web.status, 'completed') as status,
        coalesce(web.ordered_at, lines.ordered_at) as ordered_at,
        (
            coalesce(web.ordered_at, lines.ordered_at)
            at time zone settings.time_zone
        )::date as ordered_on,
        coalesce(web.paid_at, lines.sold_at) as paid_at,
        lines.sold_on,
        coalesce(parcels.shipped_at, web.shipped_at) as shipped_at,
        case
            when web.order_key is null then lines.sold_at
            else web.completed_at
        end as completed_at,
        web.cancelled_at,
        coalesce(web.coupon_id, lines.coupon_id) as coupon_id,
        lines.promotion_id,
        coalesce(web.guide_id, lines.guide_id) as guide_id,
        web.is_gift,
        web.deposit_paid_at,
        web.deposit_amount,
        case
            when lines.order_key is null and web.paid_at is null then 0
            else lines.line_count
        end as line_count,
        case
            when lines.order_key is null and web.paid_at is null then 0
            else lines.gross_amount
        end as gross_amount,
        coalesce(web.currency, lines.currency) as currency
    from web
    full join lines
        on lines.order_key = web.order_key
    left join parcels
        on parcels.order_key = web.order_key
    left join settings
        on settings.source = coalesce(web.source, lines.source)
)

select * from final
