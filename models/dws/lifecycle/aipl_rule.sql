with

rules as (
    select * from dws.lifecycle_rule
),

final as (
    select
        rules.judged_on,
        steps.step,
        steps.day_count::integer as day_count,
        rules.aipl_loyal_count::integer as loyal_count,
        rules.rules_version
    from rules
    cross join lateral (
        values
        (1, rules.aipl_awareness_days),
        (2, rules.aipl_interest_days),
        (3, rules.aipl_purchase_days),
        (4, rules.aipl_purchase_days)
    ) as steps (step, day_count)
    where rules.business_line = '*'
        and rules.judged_on = date_trunc('month', rules.judged_on)
)

select * from final
