with

identifiers as (
    select * from dwd.identifier
),

rules as (
    select * from dwd.match_rule
),

blocks as (
    select * from dwd.identifier_block
),

agreeing_attributes as (
    select * from dwd.agreeing_attribute
),

open_identifiers as (
    select
        identifiers.account_key,
        identifiers.type,
        identifiers.value,
        rules.rule,
        rules.strength,
        rules.names_alone,
        rules.limit_per_member,
        count(*) over (
            partition by identifiers.type, identifiers.value
        ) as account_count
    from identifiers
    inner join rules
        on rules.type = identifiers.type
    where not exists (
        select
        from blocks
        where blocks.type = identifiers.type
            and blocks.value = identifiers.value
    )
),

-- What one account alone carries links nothing; it counts where a member can
-- have only so many.
candidates as (
    select
        account_key,
        type,
        value,
        rule,
        strength,
        names_alone,
        account_count
    from open_identifiers
    where account_count > 1
        or limit_per_member is not null
),

many_names as (
    select
        candidates.type,
        candidates.value
    from candidates
    inner join identifiers as names
        on names.account_key = candidates.account_key
        and names.type = 'spoken_name'
    where candidates.account_count > 1
        and candidates.names_alone is not null
    group by candidates.type, candidates.value, candidates.names_alone
    having count(distinct names.value) > candidates.names_alone
),

judged as (
    select
        candidates.account_key,
        candidates.type,
        candidates.value,
        candidates.rule,
        candidates.account_count,
        candidates.strength = 'strong'
            and many_names.value is null as links_alone
    from candidates
    left join many_names
        on many_names.type = candidates.type
        and many_names.value = candidates.value
),

alone as (
    select
        account_key,
        warehouse.key(type, value) as value_key,
        rule,
        type,
        value,
        null::text as agreeing_type,
        null::text as agreeing_value
    from judged
    where links_alone
),

together as (
    select
        judged.account_key,
        warehouse.key(
            judged.type || '+' || attributes.type,
            judged.value || '+' || attributes.value
        ) as value_key,
        judged.rule + 100 as rule,
        judged.type,
        judged.value,
        attributes.type as agreeing_type,
        attributes.value as agreeing_value
    from judged
    inner join identifiers as attributes
        on attributes.account_key = judged.account_key
    inner join agreeing_attributes
        on agreeing_attributes.type = attributes.type
    where not judged.links_alone
        and judged.account_count > 1
),

final as (
    select
        account_key,
        value_key,
        rule,
        type,
        value,
        agreeing_type,
        agreeing_value
    from alone
    union all
    select
        account_key,
        value_key,
        rule,
        type,
        value,
        agreeing_type,
        agreeing_value
    from together
)

select * from final
