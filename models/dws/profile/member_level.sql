with

people as (
    select * from dws.member_status
),

observed_sources as (
    select * from dwd.observed_source
),

one_id_map as (
    select * from dwd.one_id_map
),

level_spans as (
    select * from dwd.level_span
),

paid_spans as (
    select * from dwd.paid_membership_span
),

levels as (
    select distinct on (one_id_map.one_id)
        one_id_map.one_id,
        level_spans.level
    from level_spans
    inner join one_id_map
        on one_id_map.account_key = level_spans.account_key
    where level_spans.starts_on < warehouse.as_of()
    order by
        one_id_map.one_id,
        level_spans.starts_at desc,
        level_spans.account_key
),

paid as (
    select
        one_id_map.one_id,
        max(coalesce(paid_spans.ends_before, 'infinity'))
            as paid_member_until
    from paid_spans
    inner join one_id_map
        on one_id_map.account_key = paid_spans.account_key
    where paid_spans.starts_on < warehouse.as_of()
    group by one_id_map.one_id
),

observed as (
    select exists (
        select
        from observed_sources
        where source = 'ods.paid_membership'
            and first_on < warehouse.as_of()
    ) as has_paid_membership
),

final as (
    select
        people.one_id,
        levels.level,
        case
            when has_paid_membership
                then coalesce(paid_member_until > warehouse.as_of(), false)
        end as is_paid_member,
        nullif(paid_member_until, 'infinity') as paid_member_until
    from people
    cross join observed
    left join levels
        on levels.one_id = people.one_id
    left join paid
        on paid.one_id = people.one_id
)

select * from final
