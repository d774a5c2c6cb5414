with

ladders as (
    select * from dws.tier_ladder
),

years as (
    select * from dws.member_year_span
),

people as (
    select * from dws.member_status
),

-- A share of the buyers becomes the least value of those above it.
quantiles as (
    select
        ladders.business_line,
        ladders.month_on,
        ladders.measure,
        ladders.bound,
        percentile_disc(ladders.bound) within group (
            order by warehouse.tier_measure(
                ladders.measure, years.purchase_count, years.order_count,
                years.unit_count, years.net_amount
            )
        ) as least_value
    from ladders
    inner join years
        on years.business_line = ladders.business_line
        and years.from_month <= ladders.month_on
        and coalesce(years.until_month > ladders.month_on, true)
    inner join people
        on people.one_id = years.one_id
        and people.membership = 'member'
    where ladders.bound_kind = 'quantile'
        and years.purchase_count > 0
    group by
        ladders.business_line,
        ladders.month_on,
        ladders.measure,
        ladders.bound
),

final as (
    select
        ladders.business_line,
        ladders.month_on,
        ladders.tier_rank,
        ladders.tier,
        ladders.measure,
        case ladders.bound_kind
            when 'quantile' then quantiles.least_value
            else ladders.bound
        end as least_value,
        ladders.interval_months,
        ladders.is_evaluated,
        ladders.bound_count,
        ladders.kept_rate
    from ladders
    left join quantiles
        on ladders.bound_kind = 'quantile'
        and quantiles.business_line = ladders.business_line
        and quantiles.month_on = ladders.month_on
        and quantiles.measure = ladders.measure
        and quantiles.bound = ladders.bound
)

select * from final
