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

parameters as (
    select * from dwd.parameter_span
),

customers as (
    select
        one_id,
        business_line,
        min(from_month) as first_month
    from stage_spans
    group by one_id, business_line
),

ladders as (
    select
        bounds.business_line, bounds.month_on, bounds.tier_rank,
        bounds.measure, bounds.least_value, bounds.interval_months,
        bounds.bound_count,
        parameters.value as kept_rate
    from bounds
    inner join parameters
        on parameters.name = 'tier_kept_rate'
        and parameters.business_line = bounds.business_line
        and parameters.starts_on < bounds.month_on
        and bounds.month_on <= parameters.ends_before
    where bounds.tier_rank > 1
        and (extract(month from bounds.month_on)::integer - 1)
        % bounds.interval_months = 0
),

-- Who comes near a tier: all measures reach the share that keeps it.
near as (
    select
        customers.one_id,
        customers.business_line,
        customers.first_month,
        ladders.month_on,
        ladders.tier_rank,
        ladders.interval_months,
        bool_and(measured.value >= ladders.least_value) as is_met
    from customers
    inner join years
        on years.one_id = customers.one_id
        and years.business_line = customers.business_line
    inner join ladders
        on ladders.business_line = years.business_line
        and ladders.month_on >= years.from_month
        and coalesce(ladders.month_on < years.until_month, true)
    cross join lateral (
        select
            case ladders.measure
                when 'purchase_count' then years.purchase_count
                when 'order_count' then years.order_count
                when 'unit_count' then years.unit_count
                when 'net_amount' then years.net_amount
            end as value
    ) as measured
    where measured.value >= ladders.kept_rate * ladders.least_value
    group by
        customers.one_id,
        customers.business_line,
        customers.first_month,
        ladders.month_on,
        ladders.tier_rank,
        ladders.interval_months,
        ladders.bound_count
    having count(*) = ladders.bound_count
),

kept as (
    select
        one_id, business_line, first_month, month_on, tier_rank,
        interval_months,
        is_met or coalesce(
            lag(is_met) over evaluations
            and lag(month_on) over evaluations
            = month_on - make_interval(months => interval_months),
            false
        ) as is_held
    from near
    window evaluations as (
        partition by one_id, business_line, tier_rank
        order by month_on
    )
),

held as (
    select
        kept.one_id,
        kept.business_line,
        months.month_on::date as month_on,
        max(kept.tier_rank) as tier_rank
    from kept
    cross join lateral generate_series(
        kept.month_on,
        least(
            kept.month_on
            + make_interval(months => kept.interval_months - 1),
            warehouse.as_of()
        ),
        '1 month'
    ) as months (month_on)
    where kept.is_held
        and months.month_on >= kept.first_month
    group by kept.one_id, kept.business_line, months.month_on
),

-- The month after the last one of a tier begins the lowest one.
points as (
    select
        one_id, business_line, month_on, tier_rank
    from held

    union all

    select
        held.one_id, held.business_line,
        (held.month_on + interval '1 month')::date as month_on,
        1 as tier_rank
    from held
    where held.month_on + interval '1 month' <= warehouse.as_of()

    union all

    select
        one_id, business_line, first_month as month_on, 1 as tier_rank
    from customers
),

ranked as (
    select one_id, business_line, month_on, max(tier_rank) as tier_rank
    from points
    group by one_id, business_line, month_on
),

compared as (
    select
        one_id, business_line, month_on, tier_rank,
        lag(tier_rank) over months as previous_tier_rank
    from ranked
    window months as (partition by one_id, business_line order by month_on)
),

final as (
    select
        one_id,
        business_line,
        month_on as from_month,
        lead(month_on) over (
            partition by one_id, business_line
            order by month_on
        ) as until_month,
        tier_rank::integer as tier_rank,
        previous_tier_rank::integer as previous_tier_rank
    from compared
    where previous_tier_rank is distinct from tier_rank
)

select * from final
