with

parameters as (
    select * from dwd.parameter_span
),

typical_gaps as (
    select * from dws.typical_gap
),

judged_days as (
    select judged_on::date as judged_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '23 months',
        warehouse.as_of(),
        '1 month'
    ) as months (judged_on)

    union

    select warehouse.as_of() as judged_on
),

final as (
    select
        parameters.business_line,
        judged_days.judged_on,
        typical_gaps.typical_gap_days,
        max(parameters.value) filter (where name = 'typical_gap_weight_count')
            as typical_gap_weight,
        max(parameters.value) filter (where name = 'dormant_cycle_count')
            as dormant_cycle_count,
        max(parameters.value) filter (where name = 'dormant_least_days')
            as dormant_least_days,
        max(parameters.value) filter (where name = 'dormant_most_days')
            as dormant_most_days,
        max(parameters.value) filter (where name = 'churned_cycle_count')
            as churned_cycle_count,
        max(parameters.value) filter (where name = 'churned_least_days')
            as churned_least_days,
        max(parameters.value) filter (where name = 'churned_most_days')
            as churned_most_days,
        max(parameters.value) filter (where name = 'engaged_days')
            as engaged_days,
        max(parameters.value) filter (where name = 'silence_short_days')
            as silence_short_days,
        max(parameters.value) filter (where name = 'silence_medium_days')
            as silence_medium_days,
        max(parameters.value) filter (where name = 'silence_long_days')
            as silence_long_days,
        max(parameters.value) filter (where name = 'aipl_purchase_days')
            as aipl_purchase_days,
        max(parameters.value) filter (where name = 'aipl_loyal_count')
            as aipl_loyal_count,
        max(parameters.value) filter (where name = 'aipl_interest_days')
            as aipl_interest_days,
        max(parameters.value) filter (where name = 'aipl_awareness_days')
            as aipl_awareness_days,
        left(
            md5(string_agg(name || '=' || value::text, ' ' order by name)), 8
        ) as rules_version
    from parameters
    inner join judged_days
        on parameters.starts_on < judged_days.judged_on
        and judged_days.judged_on <= parameters.ends_before
    left join typical_gaps
        on typical_gaps.business_line = parameters.business_line
        and typical_gaps.month_on
        = date_trunc('month', judged_days.judged_on)
    where parameters.name in (
        'typical_gap_weight_count', 'typical_gap_most_days',
        'dormant_cycle_count', 'dormant_least_days', 'dormant_most_days',
        'churned_cycle_count', 'churned_least_days', 'churned_most_days',
        'engaged_days', 'silence_short_days', 'silence_medium_days',
        'silence_long_days', 'aipl_purchase_days', 'aipl_loyal_count',
        'aipl_interest_days', 'aipl_awareness_days'
    )
    group by
        parameters.business_line,
        judged_days.judged_on,
        typical_gaps.typical_gap_days
)

select * from final
