with

years as (
    select * from dws.member_year_span
),

bounds as (
    select * from dws.tier_bound
),

stage_spans as (
    select * from dws.member_stage_span
),

customers as (
    select one_id, business_line, min(from_month) as first_month
    from stage_spans
    group by one_id, business_line
),

-- Who comes near a tier: all measures reach the share that keeps it.
near as (
    select
        customers.one_id, customers.business_line, customers.first_month,
        bounds.month_on, bounds.tier_rank, bounds.interval_months,
        bool_and(measured.value >= bounds.least_value) as is_met
    from customers
    inner join years
        on years.one_id = customers.one_id
        and years.business_line = customers.business_line
    inner join (select distinct month_on from bounds) as months
        on months.month_on >= years.from_month
        and coalesce(months.month_on < years.until_month, true)
    inner join bounds
        on bounds.business_line = years.business_line
        and bounds.month_on = months.month_on
    cross join lateral (
        select warehouse.tier_measure(
            bounds.measure, years.purchase_count, years.order_count,
            years.unit_count, years.net_amount
        ) as value
    ) as measured
    where bounds.tier_rank > 1
        and bounds.is_evaluated
        and measured.value >= bounds.kept_rate * bounds.least_value
    group by
        customers.one_id, customers.business_line, customers.first_month,
        bounds.month_on, bounds.tier_rank, bounds.interval_months,
        bounds.bound_count
    having count(*) = bounds.bound_count
),

kept as (
    select
        one_id, business_line, first_month, month_on, tier_rank,
        month_on + make_interval(months => interval_months) as next_month_on,
        is_met or coalesce(
            lag(is_met) over evaluations and lag(month_on) over evaluations
            = month_on - make_interval(months => interval_months), false
        ) as is_held
    from near
    window evaluations as (
        partition by one_id, business_line, tier_rank order by month_on
    )
),

-- The month after the last one of a tier begins the lowest one.
points as (
    select
        kept.one_id, kept.business_line, months.month_on::date as month_on,
        case
            when months.month_on < kept.next_month_on then kept.tier_rank
            else 1
        end as tier_rank
    from kept
    cross join lateral generate_series(
        kept.month_on, least(kept.next_month_on, warehouse.as_of()), '1 month'
    ) as months (month_on)
    where kept.is_held
        and months.month_on >= kept.first_month

    union all

    select one_id, business_line, first_month as month_on, 1 as tier_rank
    from customers
),

compared as (
    select
        one_id, business_line, month_on, max(tier_rank) as tier_rank,
        lag(max(tier_rank)) over months as previous_tier_rank
    from points
    group by one_id, business_line, month_on
    window months as (partition by one_id, business_line order by month_on)
),

final as (
    select
        one_id, business_line, month_on as from_month,
        lead(month_on) over months as until_month,
        tier_rank, previous_tier_rank
    from compared
    where previous_tier_rank is distinct from tier_rank
    window months as (partition by one_id, business_line order by month_on)
)

select * from final
