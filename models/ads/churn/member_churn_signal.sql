with

figures as (
    select * from dws.member_churn_figure
),

risk_spans as (
    select * from dws.member_risk_span
),

rules as (
    select * from dws.churn_rule
),

signal_rules as (
    select * from dws.churn_signal_rule
),

sentences as (
    select
        figures.one_id, figures.business_line, fired.place,
        signal_rules.signal, signal_rules.label_zh, signal_rules.label_en,
        signal_rules.weight,
        format(signal_rules.reason_zh, variadic listed.figures) as reason_zh,
        format(signal_rules.reason_en, variadic listed.figures) as reason_en
    from figures
    inner join risk_spans
        on risk_spans.one_id = figures.one_id
        and risk_spans.business_line = figures.business_line
        and risk_spans.until_on is null
    cross join lateral unnest(string_to_array(risk_spans.signals, ','))
        with ordinality as fired (signal, place)
    inner join signal_rules
        on signal_rules.business_line = figures.business_line
        and signal_rules.judged_on = warehouse.as_of()
        and signal_rules.signal = fired.signal
    cross join lateral (
        select array_replace(
            array[
                last_purchased_on::text, purchase_count::text,
                round(cycle_days)::text, round(own_gap_days)::text,
                typical_gap_days::text, last_engaged_on::text,
                recent_day_count::text, earlier_day_count::text,
                recent_gap_days::text, round(earlier_gap_days)::text,
                launch_purchase_count::text, next_launch_on::text,
                coalesce(points_balance, 0)::text, points_unused_from::text,
                coalesce(unused_benefit_count, 0)::text,
                benefits_unused_from::text
            ], null, '–'
        ) as figures
    ) as listed
),

reasons as (
    select
        one_id,
        business_line,
        count(*) as signal_count,
        array_agg(signal order by weight desc, place) as signals,
        array_agg(label_zh order by weight desc, place) as labels_zh,
        array_agg(label_en order by weight desc, place) as labels_en,
        string_agg(reason_zh, '；' order by weight desc, place) as reasons_zh,
        string_agg(reason_en, ' ' order by weight desc, place) as reasons_en
    from sentences
    group by one_id, business_line
),

final as (
    select
        figures.one_id, figures.business_line, figures.stage,
        risk_spans.is_at_risk, risk_spans.risk_weight,
        coalesce(reasons.signal_count, 0) as signal_count,
        array_to_string(reasons.signals, ',') as signals,
        reasons.signals[1] as strongest_signal,
        reasons.labels_zh[1] as strongest_label_zh,
        reasons.labels_en[1] as strongest_label_en,
        reasons.reasons_zh as reason_zh, reasons.reasons_en as reason_en,
        figures.dormant_zh, figures.dormant_en,
        figures.last_purchased_on, figures.purchase_count, figures.cycle_days,
        figures.own_gap_days, figures.typical_gap_days, figures.dormant_on,
        figures.churned_on, figures.is_engagement_observed,
        figures.last_engaged_on, figures.recent_day_count,
        figures.earlier_day_count, figures.recent_gap_days,
        figures.earlier_gap_days, figures.launch_purchase_count,
        figures.next_launch_on, figures.points_balance,
        figures.points_unused_from, figures.unused_benefit_count,
        figures.benefits_unused_from, rules.rules_version
    from figures
    inner join risk_spans
        on risk_spans.one_id = figures.one_id
        and risk_spans.business_line = figures.business_line
        and risk_spans.until_on is null
    inner join rules
        on rules.business_line = figures.business_line
        and rules.judged_on = warehouse.as_of()
    left join reasons
        on reasons.one_id = figures.one_id
        and reasons.business_line = figures.business_line
)

select * from final
