with

stages as (
    select * from dws.member_stage
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

discounts as (
    select * from dws.member_discount
),

tiers as (
    select distinct tier_rank, tier
    from tier_bounds
    where business_line = '*'
        and month_on = date_trunc('month', warehouse.as_of())
),

last_lines as (
    select distinct on (one_id)
        one_id, business_line, last_purchased_on, cycle_days
    from stages
    where business_line <> '*'
        and last_purchased_on is not null
    order by one_id, last_purchased_on desc, cycle_days, business_line
),

final as (
    select
        stages.one_id,
        tiers.tier as value_tier,
        stages.stage as lifecycle_stage,
        aipl_spans.stage as aipl_stage,
        last_lines.business_line as last_business_line,
        round(last_lines.cycle_days)::integer as cycle_days,
        last_lines.last_purchased_on + round(last_lines.cycle_days)::integer
            as next_order_due_on,
        spending.units_per_order,
        spending.discount_rate,
        discounts.is_price_sensitive,
        spending.return_rate
    from stages
    left join last_lines
        on last_lines.one_id = stages.one_id
    left join aipl_spans
        on aipl_spans.one_id = stages.one_id
        and aipl_spans.until_month is null
    left join tier_spans
        on tier_spans.one_id = stages.one_id
        and tier_spans.business_line = '*'
        and tier_spans.until_month is null
    left join tiers
        on tiers.tier_rank = tier_spans.tier_rank
    left join spending
        on spending.one_id = stages.one_id
    left join discounts
        on discounts.one_id = stages.one_id
        and discounts.business_line = '*'
    where stages.business_line = '*'
)

select * from final
