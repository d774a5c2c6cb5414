with

classes as (
    select * from dws.member_class
),

bounds as (
    select * from dws.tier_bound
),

years as (
    select * from dws.member_year_span
),

-- The bounds of the last evaluation.
measured as (
    select
        classes.one_id,
        classes.business_line,
        classes.tier_rank,
        bounds.measure,
        bounds.least_value,
        warehouse.tier_measure(
            bounds.measure, years.purchase_count, years.order_count,
            years.unit_count, years.net_amount
        ) as value
    from classes
    inner join bounds
        on bounds.business_line = classes.business_line
        and bounds.tier_rank = classes.tier_rank
        and bounds.is_evaluated
        and bounds.month_on + make_interval(months => bounds.interval_months)
            > warehouse.as_of()
    inner join years
        on years.one_id = classes.one_id
        and years.business_line = classes.business_line
        and years.from_month <= bounds.month_on
        and coalesce(years.until_month > bounds.month_on, true)
    where classes.tier_rank > 1
),

final as (
    select
        one_id,
        business_line,
        tier_rank,
        bool_and(value >= least_value) as is_met,
        string_agg(
            format(
                '%s %s of %s', measure, trim_scale(value),
                trim_scale(least_value)
            ),
            ', ' order by measure
        ) as held_by
    from measured
    group by one_id, business_line, tier_rank
)

select * from final
