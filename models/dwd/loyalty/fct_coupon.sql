with

coupons as (
    select * from ods.coupon
),

uses as (
    select * from dwd.coupon_use
),

settings as (
    select * from dwd.source_setting
),

-- Of several orders, the one that the coupon names, or else the first.
redemptions as (
    select distinct on (coupon_id)
        coupon_id,
        order_key,
        order_system,
        order_id,
        redeemed_at,
        count(*) over (partition by coupon_id) as order_count
    from uses
    order by coupon_id, is_named_by_coupon desc, redeemed_at, order_key
),

redeemed as (
    select
        coupons.coupon_id,
        coupons.source,
        coupons.source_account_id,
        coupons.offer,
        coupons.campaign_id,
        coupons.business_line,
        coupons.face_amount,
        coupons.threshold_amount,
        coupons.currency,
        coupons.issued_at,
        coupons.claimed_at,
        coalesce(coupons.redeemed_at, redemptions.redeemed_at) as redeemed_at,
        coupons.expires_at,
        redemptions.order_key,
        redemptions.order_system,
        redemptions.order_id,
        coalesce(redemptions.order_count, 0) as order_count
    from coupons
    left join redemptions
        on redemptions.coupon_id = coupons.coupon_id
),

-- Joined left: a coupon of an unknown source keeps its moments.
final as (
    select
        redeemed.coupon_id,
        warehouse.key(redeemed.source, redeemed.source_account_id)
            as account_key,
        redeemed.source,
        redeemed.source_account_id,
        redeemed.offer,
        redeemed.campaign_id,
        redeemed.business_line,
        redeemed.face_amount,
        redeemed.threshold_amount,
        redeemed.currency,
        redeemed.issued_at,
        (redeemed.issued_at at time zone settings.time_zone)::date as issued_on,
        redeemed.claimed_at,
        (redeemed.claimed_at at time zone settings.time_zone)::date
            as claimed_on,
        redeemed.redeemed_at,
        (redeemed.redeemed_at at time zone settings.time_zone)::date
            as redeemed_on,
        redeemed.expires_at,
        (redeemed.expires_at at time zone settings.time_zone)::date
            as expires_on,
        redeemed.order_key,
        redeemed.order_system,
        redeemed.order_id,
        redeemed.order_count,
        redeemed.order_count > 1 as is_redeemed_repeatedly,
        coalesce(redeemed.redeemed_at >= redeemed.expires_at, false)
            as is_redeemed_late
    from redeemed
    left join settings
        on settings.source = redeemed.source
)

select * from final
