with

rules as (
    select * from dws.rfm_rule
),

windows as (
    select * from dws.rfm_window
),

thresholds as (
    select * from dwd.rfm_threshold
),

measured as (
    select
        windows.business_line,
        windows.method,
        measures.measure,
        percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (
            order by measures.value
        ) as quantiles
    from windows
    cross join lateral (values
        (
            'recency_days',
            (warehouse.as_of() - windows.last_purchased_on)::float8
        ),
        ('purchase_count', windows.purchase_count::float8),
        ('monetary_amount', windows.monetary_amount::float8)
    ) as measures (measure, value)
    where windows.method in ('quantile_7', 'quantile_7_plus_1')
        and windows.purchase_count > 0
    group by windows.business_line, windows.method, measures.measure
),

final as (
    select
        measured.business_line,
        measured.measure,
        bounds.place::integer as place,
        bounds.bound::numeric
        + (measured.method = 'quantile_7_plus_1')::integer as bound
    from measured
    cross join lateral unnest(measured.quantiles) with ordinality
        as bounds (bound, place)

    union all

    select
        rules.business_line,
        thresholds.measure,
        thresholds.place,
        thresholds.bound
    from rules
    inner join thresholds
        on thresholds.business_line = rules.threshold_line
        and thresholds.effective_from = rules.threshold_from
)

select * from final
