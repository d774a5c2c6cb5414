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
        is_deleted,
        lag(one_id) over account as previous_one_id,
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
        bool_or(is_newest and not is_deleted) as is_active
    from steps
    group by one_id
),

-- A new id with an account from another member is a split.
new_ids as (
    select
        one_id,
        bool_or(
            previous_one_id is not null and previous_one_id <> one_id
        ) as is_split
    from steps
    where is_new
    group by one_id
),

-- If a member fell apart, only the part that went to an older id is a merge.
final as (
    select
        steps.account_key,
        steps.run_id as changed_by_run,
        steps.one_id,
        nullif(steps.previous_one_id, steps.one_id) as previous_one_id,
        case
            when steps.previous_one_id <> steps.one_id
                and ids.first_run = steps.run_id
                then 'split'
            when steps.previous_one_id > steps.one_id
                and not before.is_active
                then 'merge'
            when steps.previous_one_id <> steps.one_id then 'move'
            when ids.first_run = steps.run_id and not new_ids.is_split
                then 'new'
            else 'join'
        end as kind
    from steps
    inner join ids
        on ids.one_id = steps.one_id
    inner join new_ids
        on new_ids.one_id = steps.one_id
    left join ids as before
        on before.one_id = steps.previous_one_id
    where steps.is_new
        and not steps.is_deleted
)

select * from final
