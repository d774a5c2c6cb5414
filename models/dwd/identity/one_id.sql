with recursive

changes as (
    select * from registry.dwd_one_id_map
),

map as (
    select * from dwd.one_id_map
),

events as (
    select * from dwd.one_id_event
),

ids as (
    select
        one_id,
        min(run_id) as first_run
    from changes
    where is_effective
    group by one_id
),

active as (
    select
        one_id,
        count(*) as account_count
    from map
    group by one_id
),

merges as (
    select distinct on (other_one_id)
        other_one_id as one_id,
        one_id as merged_into
    from events
    where kind = 'merge'
    order by other_one_id, changed_by_run desc, one_id
),

followed as (
    select
        one_id,
        merged_into as reached
    from merges
    union
    select
        followed.one_id,
        merges.merged_into as reached
    from followed
    inner join merges
        on merges.one_id = followed.reached
),

-- Each merge leads to an older id, so the oldest id reached is the last one.
final_ids as (
    select
        one_id,
        min(reached) as reached
    from followed
    group by one_id
),

final as (
    select
        ids.one_id,
        case
            when active.one_id is not null then ids.one_id
            else coalesce(final_ids.reached, ids.one_id)
        end as current_one_id,
        case when active.one_id is null then merges.merged_into end
            as merged_into,
        coalesce(active.account_count, 0) as account_count,
        active.one_id is not null as is_active,
        ids.first_run
    from ids
    left join active
        on active.one_id = ids.one_id
    left join merges
        on merges.one_id = ids.one_id
    left join final_ids
        on final_ids.one_id = ids.one_id
)

select * from final
