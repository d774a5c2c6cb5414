with

people as (
    select * from dws.member_status
),

one_id_map as (
    select * from dwd.one_id_map
),

points as (
    select * from dwd.fct_point
),

coupons as (
    select * from dwd.fct_coupon
),

benefit_grants as (
    select * from dwd.fct_benefit_grant
),

holdings as (
    select account_key, 'point' as asset, points as amount,
        null::date as ends_on
    from points
    where occurred_on < warehouse.as_of()

    union all

    select account_key, 'coupon' as asset,
        (
            expires_on > warehouse.as_of()
            and redeemed_on < warehouse.as_of() is not true
        )::integer as amount,
        expires_on as ends_on
    from coupons
    where issued_on < warehouse.as_of()

    union all

    select account_key, 'benefit' as asset,
        (
            expires_on > warehouse.as_of() is not false
            and used_on < warehouse.as_of() is not true
        )::integer as amount,
        expires_on as ends_on
    from benefit_grants
    where granted_on < warehouse.as_of()
),

held as (
    select
        one_id_map.one_id,
        sum(amount) filter (where asset = 'point')::bigint as point_balance,
        sum(amount) filter (where asset = 'coupon')::bigint as coupon_count,
        min(ends_on) filter (where asset = 'coupon' and amount = 1)
            as coupon_ends_on,
        sum(amount) filter (where asset = 'benefit')::bigint as benefit_count,
        min(ends_on) filter (where asset = 'benefit' and amount = 1)
            as benefit_ends_on
    from holdings
    inner join one_id_map
        on one_id_map.account_key = holdings.account_key
    group by one_id_map.one_id
),

observed as (
    select
        count(coupon_count) > 0 as has_coupon,
        count(benefit_count) > 0 as has_benefit
    from held
),

final as (
    select
        people.one_id,
        held.point_balance,
        case when has_coupon then coalesce(coupon_count, 0) end as coupon_count,
        held.coupon_ends_on,
        case when has_benefit then coalesce(benefit_count, 0) end
            as benefit_count,
        held.benefit_ends_on
    from people
    cross join observed
    left join held
        on held.one_id = people.one_id
)

select * from final
