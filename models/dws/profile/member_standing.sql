with

summaries as (
    select * from dws.member_summary
),

cycles as (
    select * from dws.member_cycle
),

lifecycle_rules as (
    select * from dws.lifecycle_rule
),

stage_spans as (
    select * from dws.member_stage_span
),

aipl_spans as (
    select * from dws.member_aipl_span
),

tier_spans as (
    select * from dws.member_tier_span
),

tier_bounds as (
    select * from dws.tier_bound
),

spending as (
    select * from dws.member_spending
),

tiers as (
    select distinct tier_rank, tier
    from tier_bounds
    where business_line = '*'
        and month_on = date_trunc('month', warehouse.as_of())
),

-- The business line that a member bought last.
last_lines as (
    select distinct on (one_id)
        one_id,
        business_line
    from summaries
    where business_line <> '*'
        and last_purchased_on is not null
    order by
        one_id, last_purchased_on desc, lifetime_purchase_count desc,
        business_line
),

final as (
    select
        summaries.one_id,
        tiers.tier as value_tier,
        stage_spans.stage as month_stage,
        aipl_spans.stage as month_aipl_stage,
        last_lines.business_line as last_business_line,
        round(pace.cycle_days)::integer as cycle_days,
        summaries.last_purchased_on + round(pace.cycle_days)::integer
            as next_order_due_on,
        spending.units_per_order,
        spending.discount_rate,
        spending.return_rate
    from summaries
    left join last_lines
        on last_lines.one_id = summaries.one_id
    left join lifecycle_rules
        on lifecycle_rules.business_line = last_lines.business_line
        and lifecycle_rules.judged_on = warehouse.as_of()
    left join cycles
        on cycles.one_id = summaries.one_id
        and cycles.business_line = last_lines.business_line
        and cycles.next_month_on is null
    left join stage_spans
        on stage_spans.one_id = summaries.one_id
        and stage_spans.business_line = '*'
        and stage_spans.until_month is null
    left join aipl_spans
        on aipl_spans.one_id = summaries.one_id
        and aipl_spans.until_month is null
    left join tier_spans
        on tier_spans.one_id = summaries.one_id
        and tier_spans.business_line = '*'
        and tier_spans.until_month is null
    left join tiers
        on tiers.tier_rank = tier_spans.tier_rank
    left join spending
        on spending.one_id = summaries.one_id
    cross join lateral (
        select warehouse.purchase_cycle(
            cycles.own_gap_days, cycles.purchase_count - 1,
            lifecycle_rules.typical_gap_days,
            lifecycle_rules.typical_gap_weight
        ) as cycle_days
    ) as pace
    where summaries.business_line = '*'
        and summaries.membership = 'member'
)

select * from final
