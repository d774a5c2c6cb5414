with

settings as (
    select * from dwd.source_setting
),

member_accounts as (
    select * from dwd.registered_account
),

order_accounts as (
    select * from dwd.order_account
),

known as (
    select
        coalesce(member_accounts.source, order_accounts.source) as source,
        coalesce(
            member_accounts.source_account_id, order_accounts.source_account_id
        ) as source_account_id,
        least(
            member_accounts.joined_at, order_accounts.first_ordered_at
        ) as joined_at,
        member_accounts.cancelled_at,
        member_accounts.updated_at,
        order_accounts.country
    from member_accounts
    full join order_accounts
        on order_accounts.source = member_accounts.source
        and order_accounts.source_account_id = member_accounts.source_account_id
),

-- Joined left, so that a source without setting fails and does not lose rows.
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
