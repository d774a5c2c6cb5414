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

powerless as (
    select * from dwd.ineffective_identifier
),

split as (
    select account_key, one_id, was from moves where kind = 'split'
),

-- Where each account was, and is.
others as (
    select
        map.account_key,
        map.one_id,
        coalesce(split.was, map.one_id) as was
    from map
    left join split
        on split.account_key = map.account_key
),

by_people as (
    select
        split.one_id,
        split.was,
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
        and others.was = split.was
        and others.one_id <> split.one_id
),

by_values as (
    select
        split.one_id,
        split.was,
        jsonb_build_object(
            'type', mine.type,
            mine.how, mine.reason,
            'account_key', split.account_key::text,
            'other_account_key', min(others.account_key)::text
        ) as evidence
    from split
    inner join powerless as mine
        on mine.account_key = split.account_key
    inner join powerless as theirs
        on theirs.type = mine.type
        and theirs.shared = mine.shared
        and theirs.how = mine.how
    inner join others
        on others.account_key = theirs.account_key
        and others.was = split.was
        and others.one_id <> split.one_id
    group by
        split.one_id, split.was, split.account_key,
        mine.type, mine.how, mine.reason
),

together as (
    select one_id, was, 1 as rank, evidence from by_people
    union
    select one_id, was, 2 as rank, evidence from by_values
),

ranked as (
    select
        one_id,
        was,
        evidence,
        row_number() over (
            partition by one_id, was
            order by rank, evidence
        )::integer as place
    from together
),

final as (
    select one_id, was, place, evidence
    from ranked
    where place <= 5
)

select * from final
