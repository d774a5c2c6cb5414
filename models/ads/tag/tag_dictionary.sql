with

tags as (
    select * from dwd.tag
),

tag_values as (
    select * from dws.tag_value
),

counted as (
    select tag, value, member_count::numeric as member_count
    from tag_values
    where vocabulary = '*'
),

totals as (
    select tag, member_count as known_count
    from counted
    where value = '*'
),

ranked as (
    select
        counted.tag,
        counted.value,
        counted.member_count,
        totals.known_count,
        row_number() over (
            partition by counted.tag
            order by counted.member_count desc, counted.value
        ) as place,
        sum(counted.member_count) over (
            partition by counted.tag
            order by
                case when tags.type = 'number' then counted.value::numeric end,
                counted.value
        ) as running_count,
        tags.type
    from counted
    inner join tags
        on tags.tag = counted.tag
    inner join totals
        on totals.tag = counted.tag
    where counted.value <> '*'
),

-- The values that a share of the members with the tag does not exceed.
spread as (
    select
        tag,
        (array_agg(value order by running_count) filter (
            where running_count >= 0 * known_count
        ))[1] as least_value,
        (array_agg(value order by running_count) filter (
            where running_count >= 0.25 * known_count
        ))[1] as lower_quartile,
        (array_agg(value order by running_count) filter (
            where running_count >= 0.5 * known_count
        ))[1] as median,
        (array_agg(value order by running_count) filter (
            where running_count >= 0.75 * known_count
        ))[1] as upper_quartile,
        (array_agg(value order by running_count) filter (
            where running_count >= 1 * known_count
        ))[1] as largest_value
    from ranked
    where type in ('number', 'date')
    group by tag
),

frequent as (
    select
        tag,
        count(*) as value_count,
        jsonb_agg(
            jsonb_build_object(
                'value', value,
                'member_count', member_count::bigint,
                'share', trim_scale(round(member_count / known_count, 3))
            )
            order by place
        ) filter (where place <= 10) as top_values
    from ranked
    group by tag
),

final as (
    select
        tags.tag, tags.tag_group, tags.type, tags.label_zh, tags.label_en,
        tags.rule_zh, tags.rule_en, tags.is_history_kept,
        coalesce(totals.known_count, 0)::bigint as member_count,
        round(coalesce(totals.known_count, 0) / members.known_count, 3)
            as coverage,
        coalesce(frequent.value_count, 0) as value_count,
        frequent.top_values,
        spread.least_value, spread.lower_quartile, spread.median,
        spread.upper_quartile, spread.largest_value
    from tags
    left join totals as members
        on members.tag = '*'
    left join totals
        on totals.tag = tags.tag
    left join frequent
        on frequent.tag = tags.tag
    left join spread
        on spread.tag = tags.tag
)

select * from final
