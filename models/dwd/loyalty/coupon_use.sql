with

coupons as (
    select * from ods.coupon
),

items as (
    select * from dwd.fct_order_item
),

-- An order that was never paid has no items, and a return uses no coupon.
order_coupons as (
    select
        coupon_id,
        order_key,
        order_system,
        order_id,
        min(sold_at) as used_at
    from items
    where coupon_id is not null
        and not is_return
    group by coupon_id, order_key, order_system, order_id
),

coupon_orders as (
    select
        coupon_id,
        warehouse.key(redeemed_order_system, redeemed_order_id) as order_key,
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
        coalesce(coupon_orders.order_key, order_coupons.order_key)
            as order_key,
        coalesce(coupon_orders.order_system, order_coupons.order_system)
            as order_system,
        coalesce(coupon_orders.order_id, order_coupons.order_id) as order_id,
        coalesce(coupon_orders.used_at, order_coupons.used_at) as redeemed_at,
        coupon_orders.coupon_id is not null as is_named_by_coupon,
        order_coupons.coupon_id is not null as is_named_by_order
    from coupon_orders
    full join order_coupons
        on order_coupons.coupon_id = coupon_orders.coupon_id
        and order_coupons.order_key = coupon_orders.order_key
)

select * from final
