with

tiers as (
    select * from dwd.value_tier
),

years as (
    select * from dws.member_year_span
),

business_lines as (
    select * from dwd.business_line
),

people as (
    select * from dws.member_status
),

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '28 months',
        warehouse.as_of(),
        '1 month'
    ) as months (month_on)
),

lines as (
    select business_line
    from business_lines

    union all

    select '*' as business_line
),

-- A line with a ladder of its own does not follow that of `*`. Of a ladder,
-- the newest edition that is in force on the day counts.
editions as (
    select distinct on (lines.business_line, months.month_on)
        lines.business_line,
        months.month_on,
        tiers.business_line as ladder,
        tiers.effective_from
    from lines
    cross join months
    inner join tiers
        on tiers.business_line in (lines.business_line, '*')
        and tiers.effective_from < months.month_on
    order by
        lines.business_line,
        months.month_on,
        tiers.business_line = '*',
        tiers.effective_from desc
),

in_force as (
    select
        editions.business_line,
        editions.month_on,
        tiers.tier_rank,
        tiers.tier,
        tiers.measure,
        tiers.bound_kind,
        tiers.bound,
        tiers.interval_months,
        count(*) over (
            partition by
                editions.business_line, editions.month_on, tiers.tier_rank
        ) as bound_count
    from editions
    inner join tiers
        on tiers.business_line = editions.ladder
        and tiers.effective_from = editions.effective_from
),

-- A share of the buyers becomes the least value of those above it.
quantiles as (
    select
        in_force.business_line,
        in_force.month_on,
        in_force.measure,
        in_force.bound,
        percentile_disc(in_force.bound) within group (
            order by case in_force.measure
                when 'purchase_count' then years.purchase_count
                when 'order_count' then years.order_count
                when 'unit_count' then years.unit_count
                when 'net_amount' then years.net_amount
            end
        ) as least_value
    from in_force
    inner join years
        on years.business_line = in_force.business_line
        and years.from_month <= in_force.month_on
        and coalesce(years.until_month > in_force.month_on, true)
    inner join people
        on people.one_id = years.one_id
        and people.membership = 'member'
    where in_force.bound_kind = 'quantile'
        and years.purchase_count > 0
    group by
        in_force.business_line,
        in_force.month_on,
        in_force.measure,
        in_force.bound
),

final as (
    select
        in_force.business_line,
        in_force.month_on,
        in_force.tier_rank,
        in_force.tier,
        in_force.measure,
        coalesce(quantiles.least_value, in_force.bound) as least_value,
        in_force.interval_months,
        in_force.bound_count
    from in_force
    left join quantiles
        on in_force.bound_kind = 'quantile'
        and quantiles.business_line = in_force.business_line
        and quantiles.month_on = in_force.month_on
        and quantiles.measure = in_force.measure
        and quantiles.bound = in_force.bound
)

select * from final
