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
        profiles.behaviour_class,
        entry.tag,
        entry.value,
        count(*) as member_count
    from profiles
    cross join lateral json_each_text(row_to_json(profiles))
        as entry (tag, value)
    where entry.tag <> 'one_id'
        and entry.value is not null
    group by
        profiles.value_tier, profiles.lifecycle_stage,
        profiles.behaviour_class, entry.tag, entry.value
),

typed as (
    select
        classes.vocabulary,
        classes.class,
        entries.tag,
        tags.type,
        entries.value,
        sum(entries.member_count) as member_count
    from entries
    left join tags
        on tags.tag = entries.tag
    cross join lateral (values
        ('*', '*'),
        ('value_tier', entries.value_tier),
        ('lifecycle_stage', entries.lifecycle_stage),
        ('behaviour_class', entries.behaviour_class)
    ) as classes (vocabulary, class)
    group by
        classes.vocabulary, classes.class, entries.tag, tags.type, entries.value
),

-- `*` is any value, and of the tag `*` each member: rules_version has one.
elements as (
    select vocabulary, class, coalesce(tags.tag, '*') as tag, '*' as value,
        member_count
    from typed
    left join tags using (tag)
    where tags.tag is not null
        or typed.tag = 'rules_version'

    union all

    select vocabulary, class, tag,
        case type
            when 'date' then left(value, 7)
            when 'number' then trim_scale(round(
                value::numeric,
                3 - floor(log(greatest(abs(value::float8), 0.0001)))::integer
            ))::text
            else value
        end as value,
        member_count
    from typed
    where type <> 'list'

    union all

    -- A list counts once for each of its texts.
    select typed.vocabulary, typed.class, typed.tag, element.value,
        typed.member_count
    from typed
    cross join lateral jsonb_array_elements_text(
        case when typed.type = 'list' then typed.value::jsonb - '*' end
    ) as element (value)
    where typed.type = 'list'
),

final as (
    select
        vocabulary,
        class,
        tag,
        value,
        sum(member_count)::bigint as member_count
    from elements
    group by vocabulary, class, tag, value
)

select * from final
