with

people as (
    select * from dws.member_status
),

one_id_map as (
    select * from dwd.one_id_map
),

settings as (
    select * from dwd.source_setting
),

contact_spans as (
    select * from dwd.guide_contact_span
),

group_spans as (
    select * from dwd.group_membership_span
),

-- The moment at which as_of begins in WeCom.
wecom as (
    select warehouse.as_of()::timestamp at time zone time_zone as as_of_at
    from settings
    where source = 'wecom'
),

contacts as (
    select distinct on (one_id_map.one_id)
        one_id_map.one_id,
        contact_spans.guide_id,
        contact_spans.starts_on as guide_since_on
    from contact_spans
    inner join one_id_map
        on one_id_map.account_key = contact_spans.account_key
    inner join wecom
        on contact_spans.starts_at < wecom.as_of_at
        and coalesce(wecom.as_of_at <= contact_spans.ends_before, true)
    order by
        one_id_map.one_id,
        contact_spans.starts_at desc,
        contact_spans.account_key
),

groups as (
    select
        one_id_map.one_id,
        count(distinct group_spans.group_id) as group_count
    from group_spans
    inner join one_id_map
        on one_id_map.account_key = group_spans.account_key
    inner join wecom
        on group_spans.starts_at < wecom.as_of_at
        and coalesce(wecom.as_of_at <= group_spans.ends_before, true)
    group by one_id_map.one_id
),

observed as (
    select
        exists (
            select from contact_spans inner join one_id_map using (account_key)
        ) as has_contact,
        exists (
            select from group_spans inner join one_id_map using (account_key)
        ) as has_group
),

final as (
    select
        people.one_id,
        contacts.guide_id,
        contacts.guide_since_on,
        case when has_group then coalesce(group_count, 0) end as group_count,
        case
            when num_nonnulls(contacts.guide_id, groups.group_count) > 0
                then true
            when has_contact and has_group then false
        end as is_private_domain
    from people
    cross join observed
    left join contacts
        on contacts.one_id = people.one_id
    left join groups
        on groups.one_id = people.one_id
)

select * from final
