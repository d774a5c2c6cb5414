with

profiles as (
    select * from dws.member_profile
),

tags as (
    select * from dwd.tag
),

final as (
    select
        profiles.one_id,
        tags.tag,
        tags.tag_group,
        tags.type,
        entry.value #>> '{}' as value,
        case when tags.type = 'number' then (entry.value #>> '{}')::numeric end
            as number_value,
        case when tags.type = 'date' then (entry.value #>> '{}')::date end
            as date_value,
        case when tags.type = 'flag' then entry.value::boolean end
            as flag_value,
        case when tags.type = 'list' then entry.value end as list_value
    from profiles
    cross join lateral jsonb_each(jsonb_strip_nulls(to_jsonb(profiles)))
        as entry (tag, value)
    inner join tags
        on tags.tag = entry.tag
)

select * from final
