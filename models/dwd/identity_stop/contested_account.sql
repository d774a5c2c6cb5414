with

edges as (
    select * from dwd.identity_edge
),

map as (
    select * from dwd.one_id_map
),

decisions as (
    select * from dwd.account_decision
),

parameters as (
    select * from dwd.parameter_span
),

largest as (
    select value as account_count
    from parameters
    where name = 'identity_largest_member_count'
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

shared_values as (
    select edges.value_key
    from edges
    inner join map
        on map.account_key = edges.account_key
    group by edges.value_key
    having min(map.one_id) <> max(map.one_id)
),

contesting as (
    select edges.account_key
    from edges
    inner join shared_values
        on shared_values.value_key = edges.value_key
    union
    select account_key from decisions
    union
    select other_account_key as account_key from decisions
),

contested_members as (
    select distinct map.one_id
    from contesting
    inner join map
        on map.account_key = contesting.account_key
    union
    -- Oversized members that grew before the limit was lowered.
    select map.one_id
    from map
    group by map.one_id
    having count(*) > (select largest.account_count from largest)
),

final as (
    select
        map.account_key,
        map.one_id
    from map
    inner join contested_members
        on contested_members.one_id = map.one_id
)

select * from final
