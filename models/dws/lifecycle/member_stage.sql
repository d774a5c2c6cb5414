with

summaries as (
    select * from dws.member_summary
),

cycles as (
    select * from dws.member_cycle
),

rules as (
    select * from dws.lifecycle_rule
),

-- Days on which the stages begin if nothing happens.
dated as (
    select
        summaries.one_id,
        summaries.business_line,
        summaries.registered_on,
        summaries.cancelled_on,
        summaries.first_purchased_on,
        summaries.last_purchased_on,
        summaries.lifetime_purchase_count,
        summaries.last_engaged_on,
        summaries.engagement_observed_from is not null
            as is_engagement_observed,
        pace.cycle_days,
        rules.rules_version,
        summaries.last_purchased_on + warehouse.silent_days(
            pace.cycle_days, rules.dormant_cycle_count,
            rules.dormant_least_days, rules.dormant_most_days
        ) as dormant_on,
        greatest(
            summaries.last_purchased_on + warehouse.silent_days(
                pace.cycle_days, rules.churned_cycle_count,
                rules.churned_least_days, rules.churned_most_days
            ),
            summaries.last_engaged_on + rules.engaged_days::integer + 1
        ) as churned_on
    from summaries
    inner join rules
        on rules.business_line = summaries.business_line
        and rules.judged_on = warehouse.as_of()
    left join cycles
        on cycles.one_id = summaries.one_id
        and cycles.business_line = summaries.business_line
        and cycles.next_month_on is null
    cross join lateral (
        select warehouse.purchase_cycle(
            cycles.own_gap_days, cycles.purchase_count - 1,
            rules.typical_gap_days, rules.typical_gap_weight
        ) as cycle_days
    ) as pace
    where summaries.membership = 'member'
        and (
            summaries.business_line = '*'
            or summaries.lifetime_purchase_count > 0
        )
),

final as (
    select
        one_id, business_line, registered_on, cancelled_on,
        first_purchased_on, last_purchased_on, last_engaged_on,
        is_engagement_observed, cycle_days::numeric as cycle_days,
        rules_version, dormant_on,
        churned_on,
        warehouse.lifecycle_stage(
            warehouse.as_of(), cancelled_on, lifetime_purchase_count,
            dormant_on, churned_on
        ) as stage
    from dated
)

select * from final
