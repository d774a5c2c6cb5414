with

accounts as (
    select * from dwd.account
),

settings as (
    select * from dwd.source_setting
),

map as (
    select * from dwd.one_id_map
),

attributes as (
    select * from dwd.member_attribute
),

stops as (
    select * from dwd.identity_stop
),

members as (
    select
        map.one_id,
        count(*) as account_count,
        string_agg(distinct accounts.source, ',' order by accounts.source)
            as sources,
        min(accounts.first_seen_on) as first_seen_on,
        min(accounts.registered_on) as registered_on,
        case
            when bool_and(accounts.cancelled_on is not null)
                filter (where accounts.registered_on is not null
                    and settings.reports_cancellation)
                and max(accounts.registered_at) <= max(accounts.cancelled_at)
                    filter (where accounts.registered_on is not null
                        and settings.reports_cancellation)
                then max(accounts.cancelled_on)
                    filter (where accounts.registered_on is not null
                        and settings.reports_cancellation)
        end as cancelled_on
    from accounts
    left join settings
        on settings.source = accounts.source
    inner join map
        on map.account_key = accounts.account_key
    group by map.one_id
),

wide as (
    select
        one_id,
        max(value) filter (where attribute = 'name') as name,
        max(source) filter (where attribute = 'name') as name_source,
        max(value) filter (where attribute = 'gender') as gender,
        max(source) filter (where attribute = 'gender') as gender_source,
        max(value) filter (where attribute = 'birthday') as birthday,
        max(source) filter (where attribute = 'birthday') as birthday_source,
        max(value) filter (where attribute = 'city') as city,
        max(source) filter (where attribute = 'city') as city_source,
        max(value) filter (where attribute = 'phone') as phone,
        max(source) filter (where attribute = 'phone') as phone_source,
        max(value) filter (where attribute = 'email') as email,
        max(source) filter (where attribute = 'email') as email_source
    from attributes
    group by one_id
),

shared as (
    select
        map.one_id,
        count(distinct stops.value_key)::integer as shared_value_count
    from stops
    inner join map
        on map.account_key = stops.account_key
    group by map.one_id
),

final as (
    select
        members.one_id,
        members.account_count,
        members.sources,
        members.first_seen_on,
        members.registered_on,
        members.cancelled_on,
        wide.name,
        wide.name_source,
        wide.gender,
        wide.gender_source,
        wide.birthday::date as birthday,
        wide.birthday_source,
        wide.city,
        wide.city_source,
        wide.phone,
        wide.phone_source,
        wide.email,
        wide.email_source,
        coalesce(shared.shared_value_count, 0) as shared_value_count
    from members
    left join wide
        on wide.one_id = members.one_id
    left join shared
        on shared.one_id = members.one_id
)

select * from final
