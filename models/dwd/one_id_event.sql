with

changes as (
    select * from registry.dwd_one_id_map
),

remembered as (
    select * from registry.dwd_one_id_event
),

map as (
    select * from dwd.one_id_map
),

edges as (
    select * from dwd.identity_edge
),

decisions as (
    select * from dwd.account_decision
),

known_events as (
    select
        changed_by_run,
        kind,
        one_id,
        other_one_id,
        account_count,
        evidence
    from remembered
    where is_effective
        and not is_ended
),

steps as (
    select
        account_key,
        one_id,
        run_id,
        is_ended,
        lag(one_id) over account as was,
        lead(run_id) over account is null as is_newest
    from changes
    where is_effective
    window account as (
        partition by account_key
        order by run_id
    )
),

ids as (
    select
        one_id,
        min(run_id) as first_run,
        bool_or(is_newest and not is_ended) as is_living
    from steps
    group by one_id
),

new_steps as (
    select
        account_key,
        one_id,
        run_id,
        was
    from steps
    where not is_ended
        and not exists (
            select
            from known_events
            where known_events.changed_by_run = steps.run_id
        )
),

moved as (
    select
        new_steps.account_key,
        new_steps.run_id,
        new_steps.one_id,
        new_steps.was,
        case
            when not before.is_living then 'merge'
            when ids.first_run = new_steps.run_id then 'split'
            else 'move'
        end as kind
    from new_steps
    inner join ids
        on ids.one_id = new_steps.one_id
    inner join ids as before
        on before.one_id = new_steps.was
    where new_steps.was <> new_steps.one_id
),

by_values as (
    select
        moved.run_id,
        moved.one_id,
        moved.was,
        edges.rule as place,
        jsonb_strip_nulls(jsonb_build_object(
            'type', edges.type,
            'agreeing', edges.agreeing_type,
            'account_key', moved.account_key,
            'other_account_key', min(others.account_key)
        )) as found
    from moved
    inner join edges
        on edges.account_key = moved.account_key
    inner join edges as others
        on others.value_key = edges.value_key
    inner join map
        on map.account_key = others.account_key
        and map.one_id = moved.one_id
    where not exists (
        select
        from moved as companions
        where companions.account_key = others.account_key
            and companions.run_id = moved.run_id
            and companions.was = moved.was
    )
    group by
        moved.run_id,
        moved.one_id,
        moved.was,
        moved.account_key,
        edges.rule,
        edges.type,
        edges.agreeing_type
),

by_people as (
    select
        moved.run_id,
        moved.one_id,
        moved.was,
        -1 as place,
        jsonb_build_object(
            'decision_id', decisions.decision_id,
            'action', case when decisions.is_link then 'link' else 'unlink' end,
            'account_key', decisions.account_key,
            'other_account_key', decisions.other_account_key
        ) as found
    from moved
    inner join decisions
        on moved.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and decisions.is_link = (moved.kind <> 'split')
),

evidence as (
    select *, row_number() over (
        partition by run_id, one_id, was
        order by place, found
    ) as number
    from (
        select run_id, one_id, was, place, found from by_values
        union
        select run_id, one_id, was, place, found from by_people
    ) as found_evidence
),

best_evidence as (
    select
        run_id,
        one_id,
        was,
        jsonb_agg(found order by number) as evidence
    from evidence
    where number <= 5
    group by run_id, one_id, was
),

moved_members as (
    select
        run_id,
        kind,
        one_id,
        was,
        count(*) as account_count
    from moved
    group by run_id, kind, one_id, was
),

moves as (
    select
        moved_members.run_id as changed_by_run,
        moved_members.kind,
        moved_members.one_id,
        moved_members.was as other_one_id,
        moved_members.account_count,
        coalesce(best_evidence.evidence, '[]') as evidence
    from moved_members
    left join best_evidence
        on best_evidence.run_id = moved_members.run_id
        and best_evidence.one_id = moved_members.one_id
        and best_evidence.was = moved_members.was
),

beginnings as (
    select
        new_steps.run_id as changed_by_run,
        'new' as kind,
        new_steps.one_id,
        0::bigint as other_one_id,
        count(*) as account_count,
        '[]'::jsonb as evidence
    from new_steps
    inner join ids
        on ids.one_id = new_steps.one_id
        and ids.first_run = new_steps.run_id
    group by new_steps.run_id, new_steps.one_id
    having count(new_steps.was) = 0
),

final as (
    select
        changed_by_run, kind, one_id, other_one_id, account_count, evidence
    from known_events
    union all
    select
        changed_by_run, kind, one_id, other_one_id, account_count, evidence
    from moves
    union all
    select
        changed_by_run, kind, one_id, other_one_id, account_count, evidence
    from beginnings
)

select * from final
