with

identifiers as (
    select * from dwd.identifier
),

blocks as (
    select * from registry.dwd_identifier_block
),

edges as (
    select * from dwd.identity_edge
),

stops as (
    select * from dwd.identity_stop
),

blocked as (
    select
        identifiers.account_key,
        identifiers.type,
        identifiers.value as shared_value,
        'blocked' as effect,
        blocks.guard as reason
    from identifiers
    inner join blocks
        on blocks.type = identifiers.type
        and blocks.value = identifiers.value
    where blocks.is_new
        and not blocks.is_deleted
),

stopped as (
    select
        edges.account_key,
        edges.type,
        edges.value_key::text as shared_value,
        'stopped' as effect,
        stops.reason
    from edges
    inner join stops
        on stops.value_key = edges.value_key
),

final as (
    select account_key, type, shared_value, effect, reason from blocked
    union
    select account_key, type, shared_value, effect, reason from stopped
)

select * from final
