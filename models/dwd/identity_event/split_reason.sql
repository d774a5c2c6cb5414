with

moves as (
    select * from dwd.one_id_move
),

map as (
    select * from dwd.one_id_map
),

decisions as (
    select * from dwd.account_decision
),

ineffective as (
    select * from dwd.ineffective_identifier
),

split as (
    select account_key, one_id, previous_one_id
    from moves
    where kind = 'split'
),

-- The current member of each account and the one before the split.
others as (
    select
        map.account_key,
        map.one_id,
        coalesce(split.previous_one_id, map.one_id) as previous_one_id
    from map
    left join split
        on split.account_key = map.account_key
),

by_decisions as (
    select
        split.one_id,
        split.previous_one_id,
        jsonb_build_object(
            'action', 'unlink',
            'decision_id', decisions.decision_id,
            'account_key', split.account_key::text,
            'other_account_key', others.account_key::text
        ) as evidence
    from split
    inner join decisions
        on split.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and not decisions.is_link
    inner join others
        on others.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and others.previous_one_id = split.previous_one_id
        and others.one_id <> split.one_id
),

by_values as (
    select
        split.one_id,
        split.previous_one_id,
        jsonb_build_object(
            'type', mine.type,
            mine.effect, mine.reason,
            'account_key', split.account_key::text,
            'other_account_key', min(others.account_key)::text
        ) as evidence
    from split
    inner join ineffective as mine
        on mine.account_key = split.account_key
    inner join ineffective as theirs
        on theirs.type = mine.type
        and theirs.shared_value = mine.shared_value
        and theirs.effect = mine.effect
    inner join others
        on others.account_key = theirs.account_key
        and others.previous_one_id = split.previous_one_id
        and others.one_id <> split.one_id
    group by
        split.one_id, split.previous_one_id, split.account_key,
        mine.type, mine.effect, mine.reason
),

combined as (
    select one_id, previous_one_id, 1 as rank, evidence from by_decisions
    union
    select one_id, previous_one_id, 2 as rank, evidence from by_values
),

ranked as (
    select
        one_id,
        previous_one_id,
        evidence,
        row_number() over (
            partition by one_id, previous_one_id
            order by rank, evidence
        )::integer as place
    from combined
),

final as (
    select one_id, previous_one_id, place, evidence
    from ranked
    where place <= 5
)

select * from final
