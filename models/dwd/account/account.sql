with

settings as (
    select * from dwd.source_setting
),

registered_accounts as (
    select * from dwd.registered_account
),

order_accounts as (
    select * from dwd.order_account
),

known as (
    select
        coalesce(registered.source, ordered.source) as source,
        coalesce(
            registered.source_account_id, ordered.source_account_id
        ) as source_account_id,
        least(registered.joined_at, ordered.first_ordered_at) as joined_at,
        registered.cancelled_at,
        registered.updated_at,
        ordered.country
    from registered_accounts as registered
    full join order_accounts as ordered
        on ordered.source = registered.source
        and ordered.source_account_id = registered.source_account_id
),

-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
final as (
    select
        warehouse.key(known.source, known.source_account_id) as account_key,
        known.source,
        known.source_account_id,
        (known.joined_at at time zone settings.time_zone)::date as joined_on,
        coalesce(known.country, settings.country) as country,
        settings.currency,
        known.joined_at,
        known.cancelled_at,
        known.updated_at
    from known
    left join settings
        on settings.source = known.source
)

select * from final
