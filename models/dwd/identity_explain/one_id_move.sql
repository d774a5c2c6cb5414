with

changes as (
    select * from registry.dwd_one_id_map
),

steps as (
    select
        account_key,
        one_id,
        run_id,
        is_new,
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

-- An id with an account that came from another member split off from it.
begun as (
    select
        one_id,
        bool_or(was is not null and was <> one_id) as is_split
    from steps
    where is_new
    group by one_id
),

-- Of a member that fell to pieces only what went to an older one merged.
final as (
    select
        steps.account_key,
        steps.run_id as changed_by_run,
        steps.one_id,
        nullif(steps.was, steps.one_id) as was,
        case
            when steps.was <> steps.one_id and ids.first_run = steps.run_id
                then 'split'
            when steps.was > steps.one_id and not before.is_living
                then 'merge'
            when steps.was <> steps.one_id then 'move'
            when ids.first_run = steps.run_id and not begun.is_split
                then 'new'
            else 'join'
        end as kind
    from steps
    inner join ids
        on ids.one_id = steps.one_id
    inner join begun
        on begun.one_id = steps.one_id
    left join ids as before
        on before.one_id = steps.was
    where steps.is_new
        and not steps.is_ended
)

select * from final
