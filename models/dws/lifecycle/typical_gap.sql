with

person_days as (
    select * from dws.member_day
),

parameters as (
    select * from dwd.parameter_span
),

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '23 months',
        warehouse.as_of(),
        '1 month'
    ) as months (month_on)
),

-- Few different lengths of a gap are ranked instead of millions of gaps.
gaps as (
    select
        business_line,
        sold_on - previous_purchased_on as gap_days,
        date_trunc('month', sold_on) + interval '1 month' as known_on,
        count(*) as gap_count
    from person_days
    where order_count > 0
        and previous_purchased_on is not null
    group by business_line, gap_days, known_on
),

known as (
    select
        months.month_on,
        gaps.business_line,
        gaps.gap_days,
        sum(gaps.gap_count) as gap_count
    from months
    inner join gaps
        on gaps.known_on <= months.month_on
    inner join parameters
        on parameters.name = 'typical_gap_most_days'
        and parameters.business_line = gaps.business_line
        and parameters.starts_on < months.month_on
        and months.month_on <= parameters.ends_before
    where gaps.gap_days <= parameters.value
    group by months.month_on, gaps.business_line, gaps.gap_days
),

ranked as (
    select
        month_on,
        business_line,
        gap_days,
        sum(gap_count) over (
            partition by business_line, month_on
            order by gap_days
        ) as gap_count_up_to,
        sum(gap_count) over (
            partition by business_line, month_on
        ) as gap_count
    from known
),

final as (
    select
        business_line,
        month_on,
        min(gap_days) as typical_gap_days,
        max(gap_count)::bigint as gap_count
    from ranked
    where 2 * gap_count_up_to >= gap_count
    group by business_line, month_on
)

select * from final
