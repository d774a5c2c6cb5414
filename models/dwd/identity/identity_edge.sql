with

identifiers as (
    select * from dwd.identifier
),

rules as (
    select * from dwd.match_rule
),

shared_identifiers as (
    select * from dwd.shared_identifier
),

recycled_phones as (
    select * from dwd.recycled_phone
),

blocks as (
    select * from dwd.identifier_block
),

agreeing_attributes as (
    select * from dwd.agreeing_attribute
),

-- A value of a single account links nothing, but counts towards the limit of
-- its type per member.
candidates as (
    select
        identifiers.account_key,
        identifiers.type,
        identifiers.value,
        rules.rule,
        shared.value is not null as is_shared,
        recycled.holder,
        rules.strength = 'strong' and coalesce(
            least(recycled.name_count, shared.name_count) <= rules.names_alone,
            true
        ) as links_alone
    from identifiers
    inner join rules
        on rules.type = identifiers.type
    left join shared_identifiers as shared
        on shared.type = identifiers.type
        and shared.value = identifiers.value
    left join recycled_phones as recycled
        on recycled.account_key = identifiers.account_key
        and recycled.value = identifiers.value
        and identifiers.type = 'phone'
    where (shared.value is not null or rules.limit_per_member is not null)
        and not exists (
            select
            from blocks
            where blocks.type = identifiers.type
                and blocks.value = identifiers.value
        )
),

agreeing as (
    select
        candidates.account_key,
        candidates.rule,
        candidates.type,
        candidates.value,
        attributes.type as agreeing_type,
        attributes.value as agreeing_value,
        count(*) over (
            partition by
                candidates.type, candidates.value,
                attributes.type, attributes.value
        ) as account_count
    from candidates
    inner join identifiers as attributes
        on attributes.account_key = candidates.account_key
    inner join agreeing_attributes
        on agreeing_attributes.type = attributes.type
    where candidates.is_shared
        and (not candidates.links_alone or candidates.holder is not null)
),

final as (
    select
        account_key,
        warehouse.key(concat_ws(' of holder ', type, holder), value)
            as value_key,
        rule,
        type,
        value,
        null::text as agreeing_type,
        null::text as agreeing_value
    from candidates
    where links_alone
    union all
    select
        account_key,
        warehouse.key(
            type || '+' || agreeing_type,
            value || '+' || agreeing_value
        ) as value_key,
        rule + 100 as rule,
        type,
        value,
        agreeing_type,
        agreeing_value
    from agreeing
    where account_count > 1
)

select * from final
