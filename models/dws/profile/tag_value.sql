with

profiles as (
    select * from dws.member_profile
),

tags as (
    select * from dwd.tag
),

entries as (
    select
        profiles.value_tier,
        profiles.lifecycle_stage,
        entry.tag,
        entry.value,
        count(*) as member_count
    from profiles
    cross join lateral jsonb_each_text(jsonb_strip_nulls(to_jsonb(profiles)))
        as entry (tag, value)
    where entry.tag <> 'one_id'
    group by
        profiles.value_tier, profiles.lifecycle_stage, entry.tag, entry.value
),

-- A list counts once for each of its texts. `*` is any value.
elements as (
    select
        entries.value_tier, entries.lifecycle_stage, entries.tag,
        '*' as value,
        entries.member_count
    from entries
    inner join tags
        on tags.tag = entries.tag

    union all

    select
        entries.value_tier, entries.lifecycle_stage, entries.tag,
        case tags.type
            when 'date' then left(entries.value, 7)
            when 'number' then trim_scale(round(
                entries.value::numeric,
                3 - floor(log(
                    greatest(abs(entries.value::float8), 0.0001)
                ))::integer
            ))::text
            else entries.value
        end as value,
        entries.member_count
    from entries
    inner join tags
        on tags.tag = entries.tag
    where tags.type <> 'list'

    union all

    select
        entries.value_tier, entries.lifecycle_stage, entries.tag,
        element.value,
        entries.member_count
    from entries
    inner join tags
        on tags.tag = entries.tag
        and tags.type = 'list'
    cross join lateral jsonb_array_elements_text(
        case when tags.type = 'list' then entries.value::jsonb - '*' end
    ) as element (value)

    union all

    -- Each member has one.
    select
        value_tier, lifecycle_stage, '*' as tag, '*' as value,
        member_count
    from entries
    where tag = 'rules_version'
),

final as (
    select
        tag,
        value,
        coalesce(value_tier, 'none') as value_tier,
        lifecycle_stage,
        sum(member_count)::bigint as member_count
    from elements
    group by tag, value, value_tier, lifecycle_stage
)

select * from final
