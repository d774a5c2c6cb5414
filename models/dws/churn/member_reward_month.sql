with

points as (
    select * from dwd.fct_point
),

grants as (
    select * from dwd.fct_benefit_grant
),

one_id_map as (
    select * from dwd.one_id_map
),

entries as (
    select
        account_key,
        occurred_on,
        points,
        case when type = 'issue' then occurred_on end as issued_on,
        case when type = 'redeem' then occurred_on end as redeemed_on,
        null::date as granted_on, null::date as used_on
    from points

    union all

    select
        grants.account_key, happened.occurred_on, null as points,
        null as issued_on, null as redeemed_on, happened.granted_on,
        happened.used_on
    from grants
    cross join lateral (values
        (granted_on, granted_on, null::date),
        (used_on, null, used_on)
    ) as happened (occurred_on, granted_on, used_on)
),

-- Of one day, a use comes last.
numbered as (
    select
        one_id_map.one_id,
        date_trunc('month', entries.occurred_on)::date as month_on,
        entries.points,
        entries.issued_on,
        entries.redeemed_on,
        entries.granted_on,
        count(entries.used_on) over (
            partition by one_id_map.one_id
            order by entries.occurred_on, entries.used_on nulls first
        ) as use_number
    from entries
    inner join one_id_map
        on one_id_map.account_key = entries.account_key
    where entries.occurred_on < warehouse.as_of()
),

running as (
    select
        one_id, month_on, use_number,
        sum(sum(points)) over all_parts as points_balance,
        coalesce(
            max(max(redeemed_on)) over all_parts,
            min(min(issued_on)) over all_parts
        ) as points_unused_from,
        case
            when sum(count(granted_on)) over all_parts > 0
                then sum(count(granted_on)) over parts_since_use
        end as unused_benefit_count,
        min(min(granted_on)) over parts_since_use as benefits_unused_from
    from numbered
    group by one_id, month_on, use_number
    window
        all_parts as (partition by one_id order by month_on, use_number),
        parts_since_use as (partition by one_id, use_number order by month_on)
),

month_ends as (
    select distinct on (one_id, month_on)
        one_id, month_on, points_balance, points_unused_from,
        unused_benefit_count, benefits_unused_from
    from running
    order by one_id, month_on, use_number desc
),

spans as (
    select
        one_id, month_on,
        lead(month_on) over (partition by one_id order by month_on)
            as next_month_on,
        points_balance, points_unused_from, unused_benefit_count,
        benefits_unused_from
    from month_ends
),

final as (
    select
        one_id,
        month_on,
        next_month_on,
        points_balance::bigint as points_balance,
        points_unused_from,
        unused_benefit_count::bigint as unused_benefit_count,
        benefits_unused_from
    from spans
    where next_month_on is null
        or next_month_on
        >= date_trunc('month', warehouse.as_of()) - interval '23 months'
)

select * from final
