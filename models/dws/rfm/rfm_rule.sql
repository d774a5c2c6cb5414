with

parameters as (
    select * from dwd.parameter_span
),

methods as (
    select * from dwd.rfm_method
),

thresholds as (
    select * from dwd.rfm_threshold
),

segments as (
    select * from dwd.rfm_segment
),

rules as (
    select distinct on (parameters.business_line)
        parameters.business_line,
        parameters.value::integer as window_days,
        methods.method,
        methods.monetary_days,
        methods.high_score
    from parameters
    inner join methods
        on methods.business_line in (parameters.business_line, '*')
        and methods.effective_from < warehouse.as_of()
    where parameters.name = 'rfm_window_days'
        and parameters.starts_on < warehouse.as_of()
        and warehouse.as_of() <= parameters.ends_before
    order by
        parameters.business_line,
        methods.business_line = '*',
        methods.effective_from desc
),

editions as (
    select distinct on (rules.business_line)
        rules.business_line,
        thresholds.business_line as threshold_line,
        thresholds.effective_from as threshold_from
    from rules
    inner join thresholds
        on thresholds.business_line in (rules.business_line, '*')
        and thresholds.effective_from < warehouse.as_of()
    where rules.method = 'threshold'
    order by
        rules.business_line,
        thresholds.business_line = '*',
        thresholds.effective_from desc
),

bounds as (
    select
        business_line as threshold_line,
        effective_from as threshold_from,
        string_agg(bound::text, ' ' order by measure, place) as listed
    from thresholds
    group by business_line, effective_from
),

segment_map as (
    select string_agg(segments::text, ' ' order by place) as listed
    from segments
),

final as (
    select
        rules.business_line,
        rules.window_days,
        rules.method,
        rules.monetary_days,
        rules.high_score,
        editions.threshold_line,
        editions.threshold_from,
        left(
            md5(
                concat_ws(
                    ' ', rules.window_days, rules.method, rules.monetary_days,
                    rules.high_score, bounds.listed, segment_map.listed
                )
            ), 8
        ) as rules_version
    from rules
    cross join segment_map
    left join editions
        on editions.business_line = rules.business_line
    left join bounds
        on bounds.threshold_line = editions.threshold_line
        and bounds.threshold_from = editions.threshold_from
)

select * from final
