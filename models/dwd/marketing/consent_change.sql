with

consents as (
    select * from ods.consent
),

contact_values as (
    select * from dwd.contact_value_span
),

settings as (
    select * from dwd.source_setting
),

-- Silence is no: a row that does not say yes is a withdrawal, and so is a
-- moment at which the account said both.
answers as (
    select
        warehouse.key(source, source_account_id) as account_key,
        lower(btrim(channel)) as channel,
        changed_at,
        source,
        source_account_id,
        case
            when lower(btrim(channel)) in ('sms', 'phone') then 'phone'
            when lower(btrim(channel)) = 'email' then 'email'
            when source in ('mini', 'official_account') then 'openid'
            when source = 'app' then 'app_user_id'
            when source = 'wecom' then 'external_userid'
        end as identifier_type,
        bool_and(coalesce(is_granted, false)) as is_granted,
        min(reason) as reason,
        count(*) as row_count
    from consents
    group by source, source_account_id, lower(btrim(channel)), changed_at
),

final as (
    select
        answers.account_key,
        answers.channel,
        'marketing' as purpose,
        answers.changed_at,
        (answers.changed_at at time zone settings.time_zone)::date
            as changed_on,
        answers.source,
        answers.source_account_id,
        answers.is_granted,
        answers.reason,
        answers.identifier_type,
        case
            when answers.identifier_type in ('phone', 'email')
                then warehouse.key(contact_values.type, contact_values.value)
            else warehouse.key(
                answers.identifier_type, answers.source_account_id
            )
        end as value_key,
        answers.row_count
    from answers
    left join settings
        on settings.source = answers.source
    left join contact_values
        on contact_values.account_key = answers.account_key
        and contact_values.type = answers.identifier_type
        and contact_values.starts_at <= answers.changed_at
        and coalesce(answers.changed_at < contact_values.ends_before, true)
)

select * from final
