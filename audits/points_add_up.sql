with

points as (
    select * from dwd.fct_point
),

uses as (
    select * from dwd.point_use
),

used as (
    select
        account_key,
        use_entry_id as entry_id,
        -sum(points) as points
    from uses
    group by account_key, use_entry_id
),

consumed as (
    select
        account_key,
        issue_entry_id as entry_id,
        sum(points) as points
    from uses
    where issue_entry_id is not null
    group by account_key, issue_entry_id
),

unequal_uses as (
    select
        'parts of a use differ from it' as problem,
        coalesce(points.entry_id, used.entry_id) as entry_id,
        points.points,
        used.points as part_points
    from points
    full join used
        on used.entry_id = points.entry_id
        and used.account_key = points.account_key
    where (used.entry_id is not null
            or (points.points < 0 and points.account_key is not null))
        and used.points is distinct from points.points
),

exceeded_issues as (
    select
        'an issue is consumed beyond its points' as problem,
        consumed.entry_id,
        points.points,
        consumed.points as part_points
    from consumed
    left join points
        on points.entry_id = consumed.entry_id
        and points.account_key = consumed.account_key
    where consumed.points > coalesce(points.points, 0)
),

final as (
    select problem, entry_id, points, part_points
    from unequal_uses
    union all
    select problem, entry_id, points, part_points
    from exceeded_issues
)

select * from final
