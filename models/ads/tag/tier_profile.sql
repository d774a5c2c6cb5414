with

dictionary as (
    select * from ads.tag_dictionary
),

tag_values as (
    select * from dws.tag_value
),

-- Numbers of many values by the quartiles of all members, texts without the
-- rare ones.
classed as (
    select
        tag_values.vocabulary,
        tag_values.class,
        tag_values.tag,
        case
            when tag_values.value = '*' then '*'
            when dictionary.type <> 'number' or dictionary.value_count <= 24
                then tag_values.value
            when tag_values.value::numeric
                <= dictionary.lower_quartile::numeric
                then '<= ' || dictionary.lower_quartile
            when tag_values.value::numeric <= dictionary.median::numeric
                then '<= ' || dictionary.median
            when tag_values.value::numeric
                <= dictionary.upper_quartile::numeric
                then '<= ' || dictionary.upper_quartile
            else '> ' || dictionary.upper_quartile
        end as band,
        sum(tag_values.member_count) as member_count
    from tag_values
    inner join dictionary
        on dictionary.tag = tag_values.tag
    where dictionary.type <> 'date'
        and tag_values.vocabulary <> '*'
    group by
        tag_values.vocabulary, tag_values.class, tag_values.tag, band
),

compared as (
    select
        vocabulary, class, tag, band, member_count,
        max(member_count) filter (where band = '*') over of_class
            as known_count,
        sum(member_count) over of_band as all_member_count,
        sum(member_count) filter (where band = '*') over of_tag
            as all_known_count
    from classed
    window
        of_class as (partition by vocabulary, class, tag),
        of_band as (partition by vocabulary, tag, band),
        of_tag as (partition by vocabulary, tag)
),

shares as (
    select
        vocabulary, class, tag, band, member_count, known_count,
        all_member_count, all_known_count,
        member_count / known_count as share,
        all_member_count / all_known_count as all_share
    from compared
    where band <> '*'
),

final as (
    select
        vocabulary,
        class,
        tag,
        band as value,
        member_count::bigint as member_count,
        known_count::bigint as known_count,
        round(share, 3) as share,
        round(all_share, 3) as all_share,
        round(100 * share / all_share)::integer as index_value,
        round(
            (share - all_share)
            / nullif(sqrt(all_share * (1 - all_share) / known_count), 0), 1
        ) as z_score
    from shares
    where all_member_count >= 0.01 * all_known_count
)

select * from final
