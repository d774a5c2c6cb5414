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
        least(registered.joined_at, ordered.first_ordered_at) as first_seen_at,
        registered.joined_at,
        registered.cancelled_at,
        registered.updated_at,
        registered.acquired_by,
        registered.acquisition_campaign,
        registered.acquisition_guide_id,
        registered.inviter_account_key,
        ordered.country
    from registered_accounts as registered
    full join order_accounts as ordered
        on ordered.source = registered.source
        and ordered.source_account_id = registered.source_account_id
),

-- An account that joined again after it was closed is open.
-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
placed as (
    select
        known.source,
        known.source_account_id,
        known.first_seen_at,
        case settings.membership
            when 'registered' then known.joined_at
            when 'implied'
                then coalesce(known.joined_at, known.first_seen_at)
        end as registered_at,
        case
            when known.joined_at > known.cancelled_at then null
            else known.cancelled_at
        end as cancelled_at,
        known.updated_at,
        known.acquired_by,
        known.acquisition_campaign,
        known.acquisition_guide_id,
        known.inviter_account_key,
        coalesce(known.country, settings.country) as country,
        settings.currency,
        settings.time_zone
    from known
    left join settings
        on settings.source = known.source
),

final as (
    select
        warehouse.key(source, source_account_id) as account_key,
        source,
        source_account_id,
        (first_seen_at at time zone time_zone)::date as first_seen_on,
        (registered_at at time zone time_zone)::date as registered_on,
        (cancelled_at at time zone time_zone)::date as cancelled_on,
        country,
        currency,
        first_seen_at,
        registered_at,
        cancelled_at,
        updated_at,
        acquired_by,
        acquisition_campaign,
        acquisition_guide_id,
        inviter_account_key
    from placed
)

select * from final
