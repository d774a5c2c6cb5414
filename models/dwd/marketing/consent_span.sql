with

changes as (
    select * from dwd.consent_change
),

-- A grant that repeats the one before it for the same value changes nothing.
-- For another phone or email it is a new grant.
marked as (
    select
        account_key,
        channel,
        purpose,
        changed_at,
        changed_on,
        is_granted,
        reason,
        identifier_type,
        value_key,
        coalesce(
            is_granted <> lag(is_granted) over consent
            or value_key is distinct from lag(value_key) over consent,
            true
        ) as is_change
    from changes
    window consent as (
        partition by account_key, channel, purpose
        order by changed_at
    )
),

final as (
    select
        account_key,
        channel,
        purpose,
        is_granted,
        changed_at as starts_at,
        lead(changed_at) over consent as ends_before,
        changed_on as starts_on,
        reason,
        identifier_type,
        value_key
    from marked
    where is_change
    window consent as (
        partition by account_key, channel, purpose
        order by changed_at
    )
)

select * from final
