with

moves as (
    select * from dwd.one_id_move
),

map as (
    select * from dwd.one_id_map
),

edges as (
    select * from dwd.identity_edge
),

ties as (
    select * from dwd.account_tie
),

moved as (
    select account_key, one_id, previous_one_id
    from moves
    where previous_one_id is not null
),

by_values as (
    select
        moved.one_id,
        moved.previous_one_id,
        edges.rule as priority,
        jsonb_strip_nulls(jsonb_build_object(
            'type', edges.type,
            'agreeing', edges.agreeing_type,
            'account_key', moved.account_key::text,
            'other_account_key', min(others.account_key)::text
        )) as evidence
    from moved
    inner join edges
        on edges.account_key = moved.account_key
    inner join edges as others
        on others.value_key = edges.value_key
    inner join map
        on map.account_key = others.account_key
        and map.one_id = moved.one_id
    left join moved as companions
        on companions.account_key = others.account_key
        and companions.previous_one_id = moved.previous_one_id
    where companions.account_key is null
    group by
        moved.one_id, moved.previous_one_id, moved.account_key,
        edges.rule, edges.type, edges.agreeing_type
),

by_ties as (
    select
        moved.one_id,
        moved.previous_one_id,
        ties.priority,
        ties.evidence || jsonb_build_object(
            'account_key', moved.account_key::text,
            'other_account_key', ties.other_account_key::text
        ) as evidence
    from moved
    inner join ties
        on ties.account_key = moved.account_key
    inner join map
        on map.account_key = ties.other_account_key
        and map.one_id = moved.one_id
    left join moved as companions
        on companions.account_key = ties.other_account_key
        and companions.previous_one_id = moved.previous_one_id
    where companions.account_key is null
),

combined as (
    select one_id, previous_one_id, priority, evidence from by_values
    union
    select one_id, previous_one_id, priority, evidence from by_ties
),

ranked as (
    select
        one_id,
        previous_one_id,
        row_number() over (
            partition by one_id, previous_one_id
            order by priority, evidence
        )::integer as place,
        evidence
    from combined
),

final as (
    select one_id, previous_one_id, place, evidence
    from ranked
    where place <= 5
)

select * from final
