with

accounts as (
    select * from dwd.account
),

attributes as (
    select * from dwd.account_attribute
),

rules as (
    select * from dwd.exclusion_rule
),

matched as (
    select
        attributes.account_key,
        rules.rule,
        rules.reason
    from attributes
    inner join rules
        on rules.attribute = attributes.attribute
        and btrim(attributes.value) ~* rules.pattern

    union all

    select
        accounts.account_key,
        rules.rule,
        rules.reason
    from accounts
    inner join rules
        on rules.attribute = 'account'
        and accounts.source || ':' || accounts.source_account_id
        ~* rules.pattern
),

final as (
    select distinct on (account_key)
        account_key,
        rule,
        reason
    from matched
    order by account_key, rule
)

select * from final
