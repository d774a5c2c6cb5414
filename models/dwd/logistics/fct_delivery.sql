with

deliveries as (
    select * from ods.delivery
),

lines as (
    select * from dwd.web_order_line
),

products as (
    select * from dwd.dim_product
),

settings as (
    select * from dwd.source_setting
),

line_products as (
    select
        lines.order_system,
        lines.order_id,
        lines.source,
        lines.source_account_id,
        lines.store_code,
        products.business_line
    from lines
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = lines.product_code
),

orders as (
    select
        order_system,
        order_id,
        min(source) as source,
        min(source_account_id) as source_account_id,
        min(store_code) as store_code,
        case
            when min(business_line) = max(business_line)
                then min(business_line)
            when min(business_line) < max(business_line) then '*'
        end as business_line
    from line_products
    group by order_system, order_id
),

-- Joined left: a parcel can arrive before the lines of its order.
dated as (
    select
        deliveries.delivery_id,
        deliveries.order_system,
        deliveries.order_id,
        orders.source,
        orders.source_account_id,
        orders.store_code,
        orders.business_line,
        deliveries.carrier,
        deliveries.shipped_at,
        (deliveries.shipped_at at time zone settings.time_zone)::date
            as shipped_on,
        deliveries.promised_on,
        deliveries.delivered_at,
        (deliveries.delivered_at at time zone settings.time_zone)::date
            as delivered_on
    from deliveries
    left join orders
        on orders.order_system = deliveries.order_system
        and orders.order_id = deliveries.order_id
    left join settings
        on settings.source = orders.source
),

final as (
    select
        delivery_id,
        warehouse.key(order_system, order_id) as order_key,
        warehouse.key(source, source_account_id) as account_key,
        order_system,
        order_id,
        source,
        source_account_id,
        store_code,
        business_line,
        carrier,
        shipped_at,
        shipped_on,
        promised_on,
        delivered_at,
        delivered_on,
        delivered_on - promised_on as late_days,
        delivered_on > promised_on as is_late
    from dated
)

select * from final
