with

pairs as (
    select * from dwd.unjoined_pair
),

map as (
    select * from dwd.one_id_map
),

edges as (
    select * from dwd.identity_edge
),

rules as (
    select * from dwd.match_rule
),

parameters as (
    select * from dwd.parameter_span
),

sides as (
    select account_key, other_account_key, 1 as side, one_id
    from pairs
    where may_join
    union all
    select
        account_key,
        other_account_key,
        2 as side,
        other_one_id as one_id
    from pairs
    where may_join
),

accounts as (
    select
        sides.account_key,
        sides.other_account_key,
        sides.side,
        map.account_key as held_key
    from sides
    inner join map
        on map.one_id = sides.one_id
),

held as (
    select
        accounts.account_key,
        accounts.other_account_key,
        accounts.side,
        rules.type,
        rules.limit_per_member as allowed_count,
        edges.value_key as held_key
    from accounts
    inner join edges
        on edges.account_key = accounts.held_key
    inner join rules
        on rules.rule = edges.rule
    union all
    select
        account_key,
        other_account_key,
        side,
        'accounts' as type,
        (
            select value
            from parameters
            where name = 'identity_largest_member_count'
                and business_line = '*'
                and starts_on < warehouse.as_of()
                and warehouse.as_of() <= ends_before
        )::integer as allowed_count,
        held_key
    from accounts
),

counted as (
    select
        account_key,
        other_account_key,
        type,
        allowed_count,
        count(distinct held_key) as held_count,
        count(distinct held_key) filter (where side = 1) as first_count,
        count(distinct held_key) filter (where side = 2) as second_count
    from held
    group by account_key, other_account_key, type, allowed_count
),

-- If one side already exceeds the limit (after a link) and holds all values of
-- the other, the limit does not stop the join.
final as (
    select account_key, other_account_key, type, held_count, allowed_count
    from counted
    where held_count > allowed_count
        and held_count > first_count
        and held_count > second_count
)

select * from final
