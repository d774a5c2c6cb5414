with

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_lines as (
    select * from ods.shop_order_line
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

sub_orders as (
    select * from dwd.sub_order
),

settings as (
    select * from dwd.source_setting
),

-- Joined left: a refund can name a line whose order has not arrived, and a
-- source without settings fails the contract of the items and loses no rows.
final as (
    select
        'marketplace' as order_system,
        marketplace_lines.order_id,
        marketplace_lines.line_no,
        'marketplace' as source,
        marketplace_orders.buyer_id as source_account_id,
        marketplace_orders.store_code,
        marketplace_orders.ordered_at at time zone settings.time_zone
            as ordered_at,
        marketplace_orders.paid_at at time zone settings.time_zone as sold_at,
        marketplace_orders.paid_at::date as sold_on,
        marketplace_lines.product_code,
        marketplace_lines.quantity,
        marketplace_lines.list_price,
        marketplace_lines.discount_amount,
        marketplace_lines.coupon_amount,
        marketplace_lines.paid_amount,
        marketplace_lines.unit_cost,
        marketplace_orders.currency,
        marketplace_lines.promotion_id,
        marketplace_orders.coupon_id,
        null as guide_id
    from marketplace_lines
    left join marketplace_orders
        on marketplace_orders.order_id = marketplace_lines.order_id
    left join settings
        on settings.source = 'marketplace'

    union all

    select
        'mall' as order_system,
        mall_lines.order_id,
        mall_lines.line_no,
        mall_orders.channel as source,
        mall_orders.account_id as source_account_id,
        mall_orders.store_code,
        mall_orders.ordered_at,
        mall_orders.paid_at as sold_at,
        (mall_orders.paid_at at time zone settings.time_zone)::date as sold_on,
        mall_lines.product_code,
        mall_lines.quantity,
        mall_lines.list_price,
        mall_lines.discount_amount,
        mall_lines.coupon_amount,
        mall_lines.paid_amount,
        mall_lines.unit_cost,
        mall_orders.currency,
        mall_lines.promotion_id,
        mall_orders.coupon_id,
        mall_orders.guide_id
    from mall_lines
    left join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    left join settings
        on settings.source = mall_orders.channel

    union all

    select
        sub_orders.source as order_system,
        sub_orders.order_id, sub_orders.line_no, sub_orders.source,
        sub_orders.source_account_id, sub_orders.store_code,
        sub_orders.ordered_at, sub_orders.paid_at as sold_at,
        (sub_orders.paid_at at time zone settings.time_zone)::date as sold_on,
        sub_orders.product_code, sub_orders.quantity, sub_orders.list_price,
        sub_orders.discount_amount, sub_orders.coupon_amount,
        sub_orders.paid_amount, sub_orders.unit_cost, sub_orders.currency,
        sub_orders.promotion_id, sub_orders.coupon_id, null as guide_id
    from sub_orders
    left join settings
        on settings.source = sub_orders.source
    where sub_orders.is_current
)

select * from final
