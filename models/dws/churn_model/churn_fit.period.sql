with

periods as (
    select * from dws.churn_period
),

rules as (
    select * from dws.lifecycle_rule
),

final as (
    select
        rules.business_line,
        periods.month_on,
        max(periods.judged_on) filter (where periods.role = 'training')
            as training_on,
        max(periods.judged_on) filter (where periods.role = 'calibration')
            as calibration_on,
        max(periods.judged_on) filter (where periods.role = 'test') as test_on
    from periods
    cross join rules
    where rules.judged_on = warehouse.as_of()
    group by rules.business_line, periods.month_on
)

select * from final
order by business_line, month_on
