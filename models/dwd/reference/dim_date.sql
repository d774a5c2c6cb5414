with

festivals as (
    select * from dwd.festival
),

shopping_festivals as (
    select * from dwd.shopping_festival
),

public_holidays as (
    select * from dwd.public_holiday
),

parameters as (
    select * from dwd.parameter_span
),

days as (
    select generated.day::date as day_on
    from generate_series(
        timestamp '2022-01-01', timestamp '2028-12-31', interval '1 day'
    ) as generated (day)
),

festival_days as (
    select
        day_on,
        string_agg(festival, ',' order by festival) as festival
    from festivals
    group by day_on
),

sale_days as (
    select
        days.day_on,
        string_agg(shopping.festival, ',' order by shopping.starts_on)
            filter (where days.day_on >= shopping.starts_on)
            as shopping_festival,
        string_agg(shopping.festival, ',' order by shopping.starts_on)
            filter (where days.day_on < shopping.starts_on) as presale_of,
        coalesce(bool_or(days.day_on = shopping.peak_on), false) as is_peak
    from days
    inner join shopping_festivals as shopping
        on days.day_on >= coalesce(
            shopping.presale_starts_on, shopping.starts_on
        )
        and days.day_on < shopping.ends_before
    group by days.day_on
),

announced_years as (
    select distinct year
    from public_holidays
),

final as (
    select
        days.day_on,
        extract(isodow from days.day_on)::integer as weekday,
        date_trunc('week', days.day_on)::date as week_on,
        extract(isoyear from days.day_on)::integer as iso_year,
        extract(week from days.day_on)::integer as iso_week,
        date_trunc('month', days.day_on)::date as month_on,
        date_trunc('quarter', days.day_on)::date as quarter_on,
        extract(quarter from days.day_on)::integer as quarter,
        extract(year from days.day_on)::integer as year,
        extract(isodow from days.day_on) > 5 as is_weekend,
        festival_days.festival,
        sale_days.shopping_festival,
        sale_days.presale_of,
        coalesce(sale_days.is_peak, false) as is_shopping_peak,
        coalesce(
            parameters.value = extract(day from days.day_on), false
        ) as is_member_day,
        case when not notices.is_working then notices.holiday end
            as public_holiday,
        case when announced_years.year is not null
            then coalesce(notices.is_working, false)
        end as is_working_weekend,
        case when announced_years.year is not null
            then coalesce(
                not notices.is_working, extract(isodow from days.day_on) > 5
            )
        end as is_day_off
    from days
    left join festival_days
        on festival_days.day_on = days.day_on
    left join sale_days
        on sale_days.day_on = days.day_on
    left join public_holidays as notices
        on days.day_on >= notices.starts_on
        and days.day_on < notices.ends_before
    left join announced_years
        on announced_years.year = extract(year from days.day_on)
    left join parameters
        on parameters.name = 'member_day_of_month'
        and parameters.business_line = '*'
        and days.day_on >= parameters.starts_on
        and days.day_on < parameters.ends_before
)

select * from final
