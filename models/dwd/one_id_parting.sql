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

identifiers as (
    select * from dwd.identifier
),

blocks as (
    select * from registry.dwd_identifier_block
),

split as (
    select account_key, one_id, was
    from moves
    where kind = 'split'
),

by_people as (
    select
        split.one_id,
        split.was,
        jsonb_build_object(
            'action', 'unlink',
            'decision_id', decisions.decision_id,
            'account_key', split.account_key::text,
            'other_account_key', map.account_key::text
        ) as evidence
    from split
    inner join decisions
        on split.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and not decisions.is_link
    inner join map
        on map.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and map.one_id <> split.one_id
    left join split as others
        on others.account_key = map.account_key
    where coalesce(others.was, map.one_id) = split.was
),

-- A value that both carry, and that links nobody from this night on.
by_blocks as (
    select
        split.one_id,
        split.was,
        jsonb_build_object(
            'type', blocks.type,
            'blocked', blocks.guard,
            'account_key', split.account_key::text,
            'other_account_key', min(map.account_key)::text
        ) as evidence
    from split
    inner join identifiers as mine
        on mine.account_key = split.account_key
    inner join blocks
        on blocks.type = mine.type
        and blocks.value = mine.value
        and blocks.is_new
        and not blocks.is_ended
    inner join identifiers as theirs
        on theirs.type = mine.type
        and theirs.value = mine.value
    inner join map
        on map.account_key = theirs.account_key
        and map.one_id = split.was
    group by
        split.one_id, split.was, split.account_key, blocks.type, blocks.guard
),

together as (
    select one_id, was, 1 as rank, evidence from by_people
    union
    select one_id, was, 2 as rank, evidence from by_blocks
),

ranked as (
    select
        one_id,
        was,
        row_number() over (
            partition by one_id, was
            order by rank, evidence
        )::integer as place,
        evidence
    from together
),

final as (
    select one_id, was, place, evidence
    from ranked
    where place <= 5
)

select * from final
