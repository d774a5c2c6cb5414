with

events as (
    select * from dwd.fct_event
),

interactions as (
    select * from dwd.fct_social_interaction
),

survey_answers as (
    select * from dwd.fct_survey_answer
),

tickets as (
    select * from dwd.fct_ticket
),

deliveries as (
    select * from dwd.fct_delivery
),

coupons as (
    select * from dwd.fct_coupon
),

points as (
    select * from dwd.fct_point
),

benefit_grants as (
    select * from dwd.fct_benefit_grant
),

paid_memberships as (
    select * from dwd.fct_paid_membership
),

levels as (
    select * from dwd.level_span
),

touches as (
    select * from dwd.fct_touch
),

consent_changes as (
    select * from dwd.consent_change
),

observed as (
    select 'ods.event' as source, min(occurred_on) as first_on,
        max(occurred_on) as last_on from events
    union all
    select 'ods.social_interaction' as source, min(occurred_on) as first_on,
        max(occurred_on) as last_on from interactions
    union all
    select 'ods.survey_answer' as source, min(answered_on) as first_on,
        max(answered_on) as last_on from survey_answers
    union all
    select 'ods.service_ticket' as source, min(opened_on) as first_on,
        max(opened_on) as last_on from tickets
    union all
    select 'ods.delivery' as source, min(shipped_on) as first_on,
        max(shipped_on) as last_on from deliveries
    union all
    select 'ods.coupon' as source, min(issued_on) as first_on,
        max(issued_on) as last_on from coupons
    union all
    select 'ods.point_entry' as source, min(occurred_on) as first_on,
        max(occurred_on) as last_on from points
    union all
    select 'ods.benefit_grant' as source, min(granted_on) as first_on,
        max(granted_on) as last_on from benefit_grants
    union all
    select 'ods.paid_membership' as source, min(bought_on) as first_on,
        max(bought_on) as last_on from paid_memberships
    union all
    select 'ods.member_level' as source, min(starts_on) as first_on,
        max(starts_on) as last_on from levels
    union all
    select 'ods.touch' as source, min(sent_on) as first_on,
        max(greatest(sent_on, opened_on, clicked_on)) as last_on from touches
    union all
    select 'ods.consent' as source, min(changed_on) as first_on,
        max(changed_on) as last_on from consent_changes
),

final as (
    select
        source,
        first_on,
        last_on
    from observed
    where first_on is not null
)

select * from final
