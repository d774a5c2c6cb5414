with

identifiers as (
    select * from dwd.identifier
),

rules as (
    select * from dwd.match_rule
),

junk_values as (
    select * from dwd.junk_value
),

decisions as (
    select * from ods.identity_decision
),

value_decisions as (
    select distinct on (type, value)
        type,
        value,
        action,
        reason
    from decisions
    where action in ('block', 'allow')
    order by type, value, decided_at desc, decision_id desc
),

remembered as (
    select * from registry.dwd_identifier_block
),

newest_remembered as (
    select distinct on (type, value)
        type,
        value,
        guard,
        reason,
        account_count,
        is_ended
    from remembered
    where is_effective
    order by type, value, run_id desc
),

-- A value of one account joins nothing, so nobody asks what is wrong with it.
shared as (
    select
        identifiers.type,
        identifiers.value,
        count(*) as account_count
    from identifiers
    inner join rules
        on rules.type = identifiers.type
    group by identifiers.type, identifiers.value
    having count(*) > 1
),

junk as (
    select distinct on (shared.type, shared.value)
        shared.type,
        shared.value,
        'junk' as guard,
        junk_values.reason,
        shared.account_count
    from shared
    inner join junk_values
        on junk_values.type in ('*', shared.type)
        and case
            when junk_values.pattern like '^%'
                then shared.value ~* junk_values.pattern
            else lower(shared.value) = lower(junk_values.pattern)
        end
    order by shared.type, shared.value, junk_values.pattern
),

crowded as (
    select
        shared.type,
        shared.value,
        'too_many_accounts' as guard,
        'on more than ' || rules.blocked_accounts || ' accounts' as reason,
        shared.account_count
    from shared
    inner join rules
        on rules.type = shared.type
        and shared.account_count > rules.blocked_accounts
),

named as (
    select
        shared.type,
        shared.value,
        'too_many_names' as guard,
        'under more than ' || rules.blocked_names || ' names' as reason,
        shared.account_count
    from shared
    inner join rules
        on rules.type = shared.type
        and shared.account_count > rules.blocked_names
    inner join identifiers
        on identifiers.type = shared.type
        and identifiers.value = shared.value
    inner join identifiers as names
        on names.account_key = identifiers.account_key
        and names.type = 'spoken_name'
    group by
        shared.type,
        shared.value,
        shared.account_count,
        rules.blocked_names
    having count(distinct names.value) > rules.blocked_names
),

sticky as (
    select
        type,
        value,
        guard,
        reason,
        account_count
    from newest_remembered
    where guard in ('too_many_accounts', 'too_many_names')
        and not is_ended
),

found as (
    select type, value, guard, reason, account_count, 1 as place
    from sticky
    union all
    select type, value, guard, reason, account_count, 2 as place
    from junk
    union all
    select type, value, guard, reason, account_count, 3 as place
    from crowded
    union all
    select type, value, guard, reason, account_count, 4 as place
    from named
),

blocked as (
    select distinct on (type, value)
        type,
        value,
        guard,
        reason,
        account_count
    from found
    order by type, value, place
),

by_people as (
    select
        type,
        value,
        'person' as guard,
        reason,
        0::bigint as account_count
    from value_decisions
    where action = 'block'
),

final as (
    select
        type,
        value,
        guard,
        reason,
        account_count
    from blocked
    where not exists (
        select
        from value_decisions
        where value_decisions.type = blocked.type
            and value_decisions.value = blocked.value
    )
    union all
    select
        type,
        value,
        guard,
        reason,
        account_count
    from by_people
)

select * from final
