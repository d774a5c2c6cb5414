with

remembered as (
    select * from registry.dwd_one_id_event
),

moves as (
    select * from dwd.one_id_move
),

ties as (
    select * from dwd.one_id_evidence
),

partings as (
    select * from dwd.split_reason
),

losses as (
    select * from dwd.split_without_tie
),

-- What happened stays as it was told first, with the evidence of then. After a
-- reset all of it is written once more.
known as (
    select distinct on (changed_by_run, kind, one_id, other_one_id)
        changed_by_run,
        kind,
        one_id,
        other_one_id,
        changed_on,
        account_count,
        evidence
    from remembered
    where is_effective
        and not is_ended
    order by changed_by_run, kind, one_id, other_one_id, run_id
),

evidence as (
    select one_id, was, place, evidence from ties
    union all
    select one_id, was, place, evidence from partings
    union all
    select one_id, was, 1 as place, evidence from losses
),

told as (
    select
        one_id,
        was,
        jsonb_agg(evidence order by place, evidence) as evidence
    from evidence
    group by one_id, was
),

happened as (
    select
        changed_by_run,
        kind,
        one_id,
        was,
        count(*) as account_count
    from moves
    where kind <> 'join'
    group by changed_by_run, kind, one_id, was
),

news as (
    select
        happened.changed_by_run,
        happened.kind,
        happened.one_id,
        coalesce(happened.was, 0) as other_one_id,
        warehouse.as_of() as changed_on,
        happened.account_count,
        coalesce(told.evidence, '[]') as evidence
    from happened
    left join told
        on (told.one_id, told.was) = (happened.one_id, happened.was)
    where not exists (
        select
        from known
        where known.changed_by_run = happened.changed_by_run
    )
),

final as (
    select
        changed_by_run,
        kind,
        one_id,
        other_one_id,
        changed_on,
        account_count,
        evidence
    from known
    union all
    select
        changed_by_run,
        kind,
        one_id,
        other_one_id,
        changed_on,
        account_count,
        evidence
    from news
)

select * from final
