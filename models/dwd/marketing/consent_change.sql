with

consents as (
    select * from ods.consent
),

identifiers as (
    select * from dwd.identifier
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
        case lower(btrim(channel))
            when 'sms' then 'phone'
            when 'phone' then 'phone'
            when 'email' then 'email'
        end as identifier_type,
        bool_and(coalesce(is_granted, false)) as is_granted,
        min(reason) as reason,
        count(*) as row_count
    from consents
    group by source, source_account_id, lower(btrim(channel)), changed_at
),

-- The newest value that the account had by then. A value that has been
-- replaced since is not known any more.
addressed as (
    select distinct on (
        answers.account_key, answers.channel, answers.changed_at
    )
        answers.account_key,
        answers.channel,
        answers.changed_at,
        answers.source,
        answers.source_account_id,
        answers.identifier_type,
        warehouse.key(identifiers.type, identifiers.value) as value_key,
        answers.is_granted,
        answers.reason,
        answers.row_count
    from answers
    left join identifiers
        on identifiers.account_key = answers.account_key
        and identifiers.type = answers.identifier_type
        and identifiers.first_seen_at <= answers.changed_at
        and not identifiers.is_junk
    order by
        answers.account_key,
        answers.channel,
        answers.changed_at,
        identifiers.first_seen_at desc nulls last,
        identifiers.last_seen_at desc nulls last,
        identifiers.value
),

final as (
    select
        addressed.account_key,
        addressed.channel,
        'marketing' as purpose,
        addressed.changed_at,
        (addressed.changed_at at time zone settings.time_zone)::date
            as changed_on,
        addressed.source,
        addressed.source_account_id,
        addressed.is_granted,
        addressed.reason,
        addressed.identifier_type,
        addressed.value_key,
        addressed.row_count
    from addressed
    left join settings
        on settings.source = addressed.source
)

select * from final
