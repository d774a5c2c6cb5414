with

summaries as (
    select * from dws.member_summary
),

person_days as (
    select * from dws.member_day
),

rules as (
    select * from dws.lifecycle_rule
),

-- First days on which what was done no longer counts.
dated as (
    select
        summaries.one_id, summaries.membership, summaries.first_seen_on,
        summaries.last_purchased_on, summaries.last_aware_on,
        acts.last_interested_on, rules.rules_version,
        person_days.sold_on + rules.aipl_purchase_days::integer + 1
            as loyal_until,
        summaries.last_purchased_on + rules.aipl_purchase_days::integer + 1
            as purchased_until,
        acts.last_interested_on + rules.aipl_interest_days::integer + 1
            as interested_until,
        summaries.last_aware_on + rules.aipl_awareness_days::integer + 1
            as aware_until
    from summaries
    inner join rules
        on rules.business_line = summaries.business_line
        and rules.judged_on = warehouse.as_of()
    left join person_days
        on person_days.one_id = summaries.one_id
        and person_days.business_line = summaries.business_line
        and person_days.order_count > 0
        and person_days.purchase_number
        = summaries.lifetime_purchase_count - rules.aipl_loyal_count + 1
    cross join lateral (
        select greatest(
            summaries.last_interested_on, summaries.registered_on
        ) as last_interested_on
    ) as acts
    where summaries.business_line = '*'
        and summaries.membership in ('member', 'visitor')
),

stepped as (
    select
        one_id, membership, rules_version, loyal_until, purchased_until,
        interested_until, aware_until, steps.step,
        case steps.step
            when 4 then loyal_until
            when 3 then purchased_until
            when 2 then interested_until
            when 1 then aware_until
        end as next_stage_on,
        greatest(
            case when steps.step < 4 then loyal_until end,
            case when steps.step < 3 then purchased_until end,
            case when steps.step < 2 then interested_until end,
            case when steps.step < 1 then aware_until end,
            case steps.step
                when 0 then first_seen_on
                when 1 then last_aware_on
                when 2 then last_interested_on
                else last_purchased_on
            end
        ) as changed_on
    from dated
    cross join lateral (
        select case
            when loyal_until > warehouse.as_of() then 4
            when purchased_until > warehouse.as_of() then 3
            when interested_until > warehouse.as_of() then 2
            when aware_until > warehouse.as_of() then 1
            else 0
        end as step
    ) as steps
),

final as (
    select
        stepped.one_id,
        stepped.membership,
        warehouse.aipl_stage(stepped.step) as stage,
        stepped.changed_on,
        warehouse.aipl_stage(
            case
                when stepped.step = 4
                    and stepped.purchased_until > stepped.next_stage_on then 3
                when stepped.step > 2
                    and stepped.interested_until > stepped.next_stage_on then 2
                when stepped.step > 1
                    and stepped.aware_until > stepped.next_stage_on then 1
                when stepped.step > 0 then 0
            end
        ) as next_stage,
        stepped.next_stage_on,
        stepped.rules_version
    from stepped
)

select * from final
