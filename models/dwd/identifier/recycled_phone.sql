with

identifiers as (
    select * from dwd.identifier
),

shared_identifiers as (
    select * from dwd.shared_identifier
),

order_accounts as (
    select * from dwd.order_account
),

parameters as (
    select * from dwd.parameter_span
),

unused as (
    select value * interval '1 day' as span
    from parameters
    where name = 'identity_unused_phone_days'
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

-- An order shows that the account is in use, although nobody changed it.
uses as (
    select
        identifiers.account_key,
        identifiers.value,
        identifiers.first_seen_at,
        greatest(
            identifiers.last_seen_at, order_accounts.last_ordered_at
        ) as last_used_at
    from shared_identifiers
    inner join identifiers
        on identifiers.type = shared_identifiers.type
        and identifiers.value = shared_identifiers.value
    left join order_accounts
        on warehouse.key(
            order_accounts.source, order_accounts.source_account_id
        ) = identifiers.account_key
    where shared_identifiers.type = 'phone'
),

steps as (
    select
        account_key,
        value,
        first_seen_at,
        max(last_used_at) over (
            partition by value
            order by first_seen_at, account_key
            rows between unbounded preceding and 1 preceding
        ) as used_before_at
    from uses
),

holders as (
    select
        steps.account_key,
        steps.value,
        1 + count(*) filter (
            where steps.used_before_at + unused.span <= steps.first_seen_at
        ) over (
            partition by steps.value
            order by steps.first_seen_at, steps.account_key
        ) as holder
    from steps
    cross join unused
),

recycled as (
    select value
    from holders
    group by value
    having max(holder) > 1
),

name_counts as (
    select
        holders.value,
        holders.holder,
        count(distinct names.value) as name_count
    from holders
    inner join recycled
        on recycled.value = holders.value
    left join identifiers as names
        on names.account_key = holders.account_key
        and names.type = 'spoken_name'
    group by holders.value, holders.holder
),

final as (
    select
        holders.account_key,
        holders.value,
        holders.holder,
        name_counts.name_count
    from holders
    inner join name_counts
        on name_counts.value = holders.value
        and name_counts.holder = holders.holder
)

select * from final
