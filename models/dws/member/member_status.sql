with

accounts as (
    select * from dwd.account
),

settings as (
    select * from dwd.source_setting
),

one_id_map as (
    select * from dwd.one_id_map
),

excluded_accounts as (
    select * from dwd.excluded_account
),

observed_sources as (
    select * from dwd.observed_source
),

observed_acts as (
    select min(first_on) as first_on
    from observed_sources
    where source in ('ods.event', 'ods.touch', 'ods.point_entry')
),

known as (
    select
        one_id_map.one_id,
        accounts.first_seen_on,
        case
            when accounts.registered_on < warehouse.as_of()
                then accounts.registered_on
        end as registered_on,
        case
            when accounts.registered_on < warehouse.as_of()
                then accounts.registered_at
        end as registered_at,
        case
            when accounts.cancelled_on < warehouse.as_of()
                then accounts.cancelled_on
        end as cancelled_on,
        accounts.cancelled_at,
        accounts.registered_on < warehouse.as_of()
            and settings.reports_cancellation as can_cancel,
        case
            when settings.reports_engagement
                and observed_acts.first_on is not null
                then greatest(accounts.first_seen_on, observed_acts.first_on)
        end as engagement_observed_from,
        excluded_accounts.rule,
        excluded_accounts.reason
    from accounts
    inner join one_id_map
        on one_id_map.account_key = accounts.account_key
    left join settings
        on settings.source = accounts.source
    left join excluded_accounts
        on excluded_accounts.account_key = accounts.account_key
    cross join observed_acts
    where accounts.first_seen_on < warehouse.as_of()
),

-- Whoever registers again after the last cancellation, with any account, is a
-- member again.
people as (
    select
        one_id,
        count(*) as account_count,
        min(first_seen_on) as first_seen_on,
        min(registered_on) as registered_on,
        case
            when bool_and(cancelled_on is not null) filter (where can_cancel)
                and max(registered_at)
                <= max(cancelled_at) filter (where can_cancel)
                then max(cancelled_on) filter (where can_cancel)
        end as cancelled_on,
        min(engagement_observed_from) as engagement_observed_from,
        (array_agg(reason order by rule))[1] as exclusion_reason
    from known
    group by one_id
),

final as (
    select
        one_id,
        case
            when exclusion_reason is not null then 'excluded'
            when registered_on is not null then 'member'
            else 'visitor'
        end as membership,
        exclusion_reason,
        account_count,
        first_seen_on,
        registered_on,
        cancelled_on,
        engagement_observed_from
    from people
)

select * from final
