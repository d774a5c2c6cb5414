with

column_days as (
    select * from meta.column_day
),

-- Each share of the rows, and their number, with the seven days before.
compared as (
    select
        source, column_name, period, starts_on, row_count, measure,
        affected_count, base, rate,
        array_sort(array_agg(rate) over (
            partition by source, column_name, period, measure
            order by starts_on
            rows between 7 preceding and 1 preceding
        )) as rates_before
    from column_days
    cross join lateral (values
        ('rows', case when column_name = '*' then row_count end, 1.0),
        ('missing', missing_count, row_count),
        ('invalid', rejected_count + coalesce(unreadable_count, 0), row_count),
        ('standardised', standardised_count, row_count),
        ('duplicates', repeated_count + unchanged_count, row_count),
        ('refused files', nullif(refused_count, 0), null)
    ) as found (measure, affected_count, base)
    cross join lateral (
        select affected_count / nullif(base, 0) as rate
    ) as rates
    where affected_count is not null
        and (file_count > 0 or measure = 'refused files')
),

usual as (
    select
        source, column_name, period, starts_on, row_count, measure,
        affected_count, rate, median, median * base as usual_count
    from compared
    cross join lateral (
        select case
            when cardinality(rates_before) >= 3
                then rates_before[(cardinality(rates_before) + 1) / 2]
        end as median
    ) as medians
),

-- From the first file of a source to the newest of any.
calendar as (
    select
        source,
        generate_series(
            min(starts_on),
            (select max(starts_on) from column_days where period = 'day'),
            '1 day'
        )::date as starts_on
    from column_days
    where period = 'day'
    group by source
),

days as (
    select
        calendar.source, calendar.starts_on,
        coalesce(column_days.file_count, 0) as file_count,
        lag(column_days.file_count, 7) over source_days as week_before,
        lag(column_days.file_count, 14) over source_days as fortnight_before
    from calendar
    left join column_days
        on column_days.source = calendar.source
        and column_days.starts_on = calendar.starts_on
        and column_days.column_name = '*'
        and column_days.period = 'day'
    window source_days as (
        partition by calendar.source order by calendar.starts_on
    )
),

-- A change of a few rows, or within chance, is in line.
final as (
    select
        source, column_name, period, starts_on, measure, row_count,
        affected_count,
        case when measure <> 'rows' then round(rate, 4) end as affected_rate,
        round(usual_count, 1) as usual_count,
        case when measure <> 'rows' then round(median, 4) end as usual_rate,
        case
            when measure = 'refused files' then true
            when measure = 'rows'
                then abs(affected_count - usual_count) >= 20
                    and (affected_count > 2 * usual_count
                        or affected_count < usual_count / 2)
            else abs(rate - median)
                > case measure when 'invalid' then 0.01 else 0.05 end
                and abs(affected_count - usual_count)
                > greatest(4, 3 * sqrt(usual_count * (1 - median)))
        end as is_out_of_line
    from usual

    union all

    select
        source, '*' as column_name, 'day' as period, starts_on,
        'no file' as measure, null as row_count, null as affected_count,
        null as affected_rate, null as usual_count, null as usual_rate,
        coalesce(week_before > 0 and fortnight_before > 0, false)
            as is_out_of_line
    from days
    where file_count = 0
)

select * from final
