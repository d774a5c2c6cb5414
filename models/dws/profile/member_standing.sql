with

stages as (
    select * from dws.member_stage
),

classes as (
    select * from dws.member_class
),

aipl_stages as (
    select * from dws.member_aipl
),

spending as (
    select * from dws.member_spending
),

discounts as (
    select * from dws.member_discount
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
        classes.one_id,
        classes.tier as value_tier,
        classes.behaviour_class,
        classes.strategy_class,
        classes.stage as lifecycle_stage,
        classes.growth_stage,
        aipl_stages.stage as aipl_stage,
        last_lines.business_line as last_business_line,
        round(last_lines.cycle_days)::integer as cycle_days,
        last_lines.last_purchased_on + round(last_lines.cycle_days)::integer
            as next_order_due_on,
        spending.units_per_order,
        spending.discount_rate,
        discounts.is_price_sensitive,
        spending.return_rate
    from classes
    left join aipl_stages
        on aipl_stages.one_id = classes.one_id
    left join last_lines
        on last_lines.one_id = classes.one_id
    left join spending
        on spending.one_id = classes.one_id
    left join discounts
        on discounts.one_id = classes.one_id
        and discounts.business_line = '*'
    where classes.business_line = '*'
)

select * from final
