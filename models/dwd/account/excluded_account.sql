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

orders as (
    select * from dwd.sold_order
),

items as (
    select * from dwd.fct_order_item
),

counted as (
    select
        orders.account_key,
        rules.rule,
        rules.reason
    from orders
    inner join rules
        on rules.attribute = 'receipts_a_month'
        and orders.source ~* rules.pattern
    where orders.account_key is not null
    group by
        orders.account_key, rules.rule, rules.reason, rules.minimum,
        date_trunc('month', orders.sold_on)
    having count(*) >= rules.minimum

    union

    select
        items.account_key,
        rules.rule,
        rules.reason
    from items
    inner join rules
        on rules.attribute = 'line_units'
        and items.quantity >= rules.minimum
        and items.source ~* rules.pattern
    where items.account_key is not null
        and items.is_merchandise
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

    union all

    select
        account_key,
        rule,
        reason
    from counted
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
