with

rules as (
    select * from dws.lifecycle_rule
),

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '2 months',
        date_trunc('month', warehouse.as_of()),
        '1 month'
    ) as months (month_on)
),

final as (
    select rules.business_line, months.month_on
    from rules
    cross join months
    where rules.judged_on = warehouse.as_of()
)

select * from final
order by business_line, month_on
