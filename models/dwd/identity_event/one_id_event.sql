with

registered as (
    select * from registry.dwd_one_id_event
),

moves as (
    select * from dwd.one_id_move
),

ties as (
    select * from dwd.one_id_evidence
),

split_reasons as (
    select * from dwd.split_reason
),

splits_without_tie as (
    select * from dwd.split_without_tie
),

-- Known events never change: the first row of each counts, with its original
-- evidence. A reset writes all of them again.
known_events as (
    select distinct on (changed_by_run, kind, one_id, other_one_id)
        changed_by_run,
        kind,
        one_id,
        other_one_id,
        changed_on,
        account_count,
        evidence
    from registered
    where is_effective
        and not is_deleted
    order by changed_by_run, kind, one_id, other_one_id, run_id
),

evidence as (
    select one_id, previous_one_id, place, evidence from ties
    union all
    select one_id, previous_one_id, place, evidence from split_reasons
    union all
    select one_id, previous_one_id, 1 as place, evidence
    from splits_without_tie
),

evidence_lists as (
    select
        one_id,
        previous_one_id,
        jsonb_agg(evidence order by place, evidence) as evidence
    from evidence
    group by one_id, previous_one_id
),

changes as (
    select
        changed_by_run,
        kind,
        one_id,
        previous_one_id,
        count(*) as account_count
    from moves
    where kind <> 'join'
    group by changed_by_run, kind, one_id, previous_one_id
),

new_events as (
    select
        changes.changed_by_run,
        changes.kind,
        changes.one_id,
        coalesce(changes.previous_one_id, 0) as other_one_id,
        warehouse.as_of() as changed_on,
        changes.account_count,
        coalesce(evidence_lists.evidence, '[]') as evidence
    from changes
    left join evidence_lists
        on evidence_lists.one_id = changes.one_id
        and evidence_lists.previous_one_id = changes.previous_one_id
    where not exists (
        select
        from known_events
        where known_events.changed_by_run = changes.changed_by_run
    )
),

final as (
    select
        changed_by_run, kind, one_id, other_one_id,
        changed_on, account_count, evidence
    from known_events
    union all
    select
        changed_by_run, kind, one_id, other_one_id,
        changed_on, account_count, evidence
    from new_events
)

select * from final
