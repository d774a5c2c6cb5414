with

coupons as (
    select * from ods.coupon
),

marketplace_orders as (
    select * from ods.shop_order
),

mall_orders as (
    select * from ods.mall_order
),

pos_lines as (
    select * from ods.pos_line
),

settings as (
    select * from dwd.source_setting
),

-- An order that was never paid uses no coupon, nor does the receipt of a
-- return. Marketplace and stores write local times.
order_coupons as (
    select
        marketplace_orders.coupon_id,
        'marketplace' as order_system,
        marketplace_orders.order_id,
        marketplace_orders.paid_at at time zone settings.time_zone as used_at
    from marketplace_orders
    left join settings
        on settings.source = 'marketplace'
    where marketplace_orders.coupon_id is not null
        and marketplace_orders.paid_at is not null

    union all

    select
        coupon_id,
        'mall' as order_system,
        order_id,
        paid_at as used_at
    from mall_orders
    where coupon_id is not null
        and paid_at is not null

    union all

    select
        pos_lines.coupon_id,
        'pos' as order_system,
        pos_lines.receipt_no as order_id,
        min(pos_lines.sold_at at time zone settings.time_zone) as used_at
    from pos_lines
    left join settings
        on settings.source = 'pos'
    where pos_lines.coupon_id is not null
        and pos_lines.quantity > 0
    group by pos_lines.coupon_id, pos_lines.receipt_no
),

coupon_orders as (
    select
        coupon_id,
        redeemed_order_system as order_system,
        redeemed_order_id as order_id,
        redeemed_at as used_at
    from coupons
    where redeemed_order_system is not null
        and redeemed_order_id is not null
),

final as (
    select
        coalesce(coupon_orders.coupon_id, order_coupons.coupon_id)
            as coupon_id,
        warehouse.key(order_system, order_id) as order_key,
        order_system,
        order_id,
        coalesce(coupon_orders.used_at, order_coupons.used_at) as redeemed_at,
        coupon_orders.coupon_id is not null as is_named_by_coupon,
        order_coupons.coupon_id is not null as is_named_by_order
    from coupon_orders
    full join order_coupons using (coupon_id, order_system, order_id)
)

select * from final
