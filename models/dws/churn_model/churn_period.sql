with

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '1 month',
        date_trunc('month', warehouse.as_of()),
        '1 month'
    ) as months (month_on)
),

tests as (
    select month_on, date_trunc('month', month_on - 90)::date as judged_on
    from months
),

calibrations as (
    select month_on, date_trunc('month', judged_on - 90)::date as judged_on
    from tests
),

trainings as (
    select month_on, date_trunc('month', judged_on - 90)::date as judged_on
    from calibrations
),

final as (
    select month_on, 'test' as role, judged_on
    from tests

    union all

    select month_on, 'calibration' as role, judged_on
    from calibrations

    union all

    select month_on, 'training' as role, judged_on
    from trainings
)

select * from final
