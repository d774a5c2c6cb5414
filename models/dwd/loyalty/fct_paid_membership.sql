with

terms as (
    select * from ods.paid_membership
),

settings as (
    select * from dwd.source_setting
),

dated as (
    select
        terms.membership_id,
        terms.member_no,
        terms.plan,
        terms.bought_at,
        (terms.bought_at at time zone settings.time_zone)::date as bought_on,
        terms.starts_on,
        terms.ends_on,
        terms.refunded_at,
        (terms.refunded_at at time zone settings.time_zone)::date
            as refunded_on,
        terms.paid_amount,
        terms.currency,
        terms.is_renewal
    from terms
    left join settings
        on settings.source = 'crm'
),

-- A refund ends the term, and one before the first day leaves it no day.
final as (
    select
        membership_id,
        warehouse.key('crm', member_no) as account_key,
        'crm' as source,
        member_no as source_account_id,
        plan,
        bought_at,
        bought_on,
        starts_on,
        case
            when refunded_on < starts_on then starts_on
            else least(ends_on, refunded_on)
        end as ends_before,
        refunded_at,
        refunded_on,
        paid_amount,
        case when refunded_at is null then 0 else paid_amount end
            as refunded_amount,
        currency,
        coalesce(is_renewal, false) as is_renewal
    from dated
)

select * from final
