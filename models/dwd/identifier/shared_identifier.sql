with

identifiers as (
    select * from dwd.identifier
),

rules as (
    select * from dwd.match_rule
),

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

name_counts as (
    select
        shared.type,
        shared.value,
        count(distinct names.value) as name_count
    from shared
    inner join identifiers
        on identifiers.type = shared.type
        and identifiers.value = shared.value
    inner join identifiers as names
        on names.account_key = identifiers.account_key
        and names.type = 'spoken_name'
    group by shared.type, shared.value
),

final as (
    select
        shared.type,
        shared.value,
        shared.account_count,
        coalesce(name_counts.name_count, 0) as name_count
    from shared
    left join name_counts
        on name_counts.type = shared.type
        and name_counts.value = shared.value
)

select * from final
