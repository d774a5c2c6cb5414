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

decisions as (
    select * from dwd.account_decision
),

moved as (
    select account_key, one_id, was, kind
    from moves
    where was is not null
),

by_values as (
    select
        moved.one_id,
        moved.was,
        edges.rule as trust,
        jsonb_strip_nulls(jsonb_build_object(
            'type', edges.type,
            'agreeing', edges.agreeing_type,
            'account_key', moved.account_key,
            'other_account_key', min(others.account_key)
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
        and companions.was = moved.was
    where companions.account_key is null
    group by
        moved.one_id, moved.was, moved.account_key,
        edges.rule, edges.type, edges.agreeing_type
),

-- Links of accounts that are together now and were not, unlinks of those that
-- were and are not.
by_people as (
    select
        moved.one_id,
        moved.was,
        -1 as trust,
        jsonb_build_object(
            'decision_id', decisions.decision_id,
            'action',
            case when decisions.is_link then 'link' else 'unlink' end,
            'account_key', decisions.account_key,
            'other_account_key', decisions.other_account_key
        ) as evidence
    from moved
    inner join decisions
        on moved.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and decisions.is_link = (moved.kind <> 'split')
    inner join map
        on map.account_key in (
            decisions.account_key, decisions.other_account_key
        )
        and map.account_key <> moved.account_key
    left join moved as others
        on others.account_key = map.account_key
    where (map.one_id = moved.one_id) = decisions.is_link
        and (coalesce(others.was, map.one_id) = moved.was) <> decisions.is_link
),

together as (
    select one_id, was, trust, evidence from by_values
    union
    select one_id, was, trust, evidence from by_people
),

ranked as (
    select
        one_id,
        was,
        row_number() over (
            partition by one_id, was
            order by trust, evidence
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
