with

shared as (
    select * from dwd.shared_identifier
),

rules as (
    select * from dwd.match_rule
),

junk_values as (
    select * from dwd.junk_value
),

decisions as (
    select * from dwd.value_decision
),

registered as (
    select * from registry.dwd_identifier_block
),

newest_blocks as (
    select distinct on (type, value)
        type,
        value,
        guard,
        reason,
        is_deleted
    from registered
    where is_effective
    order by type, value, run_id desc
),

junk as (
    select distinct on (shared.type, shared.value)
        shared.type,
        shared.value,
        junk_values.reason
    from shared
    inner join junk_values
        on junk_values.type in ('*', replace(shared.type, 'receiver_', ''))
        and case
            when junk_values.pattern like '^%'
                then shared.value ~* junk_values.pattern
            else lower(shared.value) = lower(junk_values.pattern)
        end
    order by shared.type, shared.value, junk_values.pattern
),

candidates as (
    select type, value, guard, reason, 1 as place
    from newest_blocks
    where guard in ('too_many_accounts', 'too_many_names')
        and not is_deleted
    union all
    select type, value, 'junk' as guard, reason, 2 as place
    from junk
    union all
    select
        shared.type,
        shared.value,
        'too_many_accounts' as guard,
        'on more than ' || rules.blocked_accounts || ' accounts' as reason,
        3 as place
    from shared
    inner join rules
        on rules.type = shared.type
        and rules.blocked_accounts < shared.account_count
    union all
    select
        shared.type,
        shared.value,
        'too_many_names' as guard,
        'with more than ' || rules.blocked_names || ' names' as reason,
        4 as place
    from shared
    inner join rules
        on rules.type = shared.type
        and rules.blocked_names < shared.name_count
    union all
    select type, value, 'person' as guard, reason, 0 as place
    from decisions
    where action = 'block'
),

final as (
    select distinct on (type, value)
        type,
        value,
        guard,
        reason
    from candidates
    where not exists (
        select
        from decisions
        where decisions.type = candidates.type
            and decisions.value = candidates.value
            and decisions.action = 'allow'
    )
    order by type, value, place
)

select * from final
