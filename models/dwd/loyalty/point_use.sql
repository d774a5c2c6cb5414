with

points as (
    select * from dwd.fct_point
),

-- All points that an account ever added form a queue, and so do those that it
-- used. `top` is the place in its queue at which an entry ends.
entries as (
    select
        account_key,
        entry_id,
        type,
        occurred_at,
        occurred_on,
        points > 0 as is_issue,
        row_number() over queue as position,
        sum(abs(points)) over queue as top
    from points
    where account_key is not null
        and points <> 0
    window queue as (
        partition by account_key, points > 0
        order by occurred_at, entry_id
        rows unbounded preceding
    )
),

-- Both queues are cut where an entry of either ends, so that a part is of one
-- issue and one use: the next of each queue that ends there or later.
bounds as (
    select
        account_key,
        top,
        max(position) filter (where is_issue) as issue_position,
        max(position) filter (where not is_issue) as use_position
    from entries
    group by account_key, top
),

parts as (
    select
        account_key,
        top - lag(top, 1, 0::bigint) over queue as points,
        min(issue_position) over later as issue_position,
        min(use_position) over later as use_position
    from bounds
    window queue as (
        partition by account_key
        order by top
    ),
    later as (
        partition by account_key
        order by top
        rows between current row and unbounded following
    )
),

-- Joined left: a part has no issue when more was used than was ever added.
final as (
    select
        uses.entry_id as use_entry_id,
        row_number() over (
            partition by uses.account_key, uses.position
            order by issues.position
        ) as part_no,
        issues.entry_id as issue_entry_id,
        uses.account_key,
        uses.type as use_type,
        parts.points,
        uses.occurred_at as used_at,
        uses.occurred_on as used_on,
        issues.occurred_at as issued_at,
        issues.occurred_on as issued_on,
        coalesce(issues.occurred_at > uses.occurred_at, issues.entry_id is null)
            as is_overdrawn
    from parts
    inner join entries as uses
        on uses.account_key = parts.account_key
        and uses.position = parts.use_position
        and not uses.is_issue
    left join entries as issues
        on issues.account_key = parts.account_key
        and issues.position = parts.issue_position
        and issues.is_issue
)

select * from final
