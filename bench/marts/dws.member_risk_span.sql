-- The signals of a day are bits of one integer; their names are joined only where something changed.
with staged as (
    select spans.one_id, spans.business_line, rules.judged_on, spans.stage
    from dws.member_stage_span as spans
    inner join dws.churn_rule as rules
        on rules.business_line = spans.business_line and rules.judged_on >= spans.from_month
        and (spans.until_month is null or rules.judged_on < spans.until_month) and rules.judged_on < warehouse.as_of()
    where spans.stage <> 'prospect'
    union all
    select one_id, business_line, warehouse.as_of(), stage from dws.member_stage where stage <> 'prospect'
),

judged as materialized (
    select
        staged.one_id, staged.business_line, staged.judged_on, staged.stage <> 'churned' as is_kept, rules.risk_weight_count,
        (purchases.overdue_weight > 0)::integer + 2 * (acts.stopped_weight > 0)::integer + 4 * acts.has_fallen::integer
        + 8 * purchases.has_longer_gaps::integer + 16 * purchases.has_third_stop::integer + 32 * purchases.has_launches::integer
        + 64 * acts.has_points::integer + 128 * acts.has_benefits::integer as code,
        purchases.overdue_weight * rules.overdue_weight + acts.stopped_weight * rules.acts_stopped_weight
        + case when acts.has_fallen then rules.acts_fallen_weight else 0 end
        + case when purchases.has_longer_gaps then rules.lengthening_intervals_weight else 0 end
        + case when purchases.has_third_stop then rules.third_purchase_stop_weight else 0 end
        + case when purchases.has_launches then rules.launch_only_weight else 0 end
        + case when acts.has_points then rules.points_unused_weight else 0 end
        + case when acts.has_benefits then rules.benefits_unused_weight else 0 end as risk_weight
    from staged
    inner join dws.churn_rule as rules on rules.business_line = staged.business_line and rules.judged_on = staged.judged_on
    inner join dws.member_purchase_signal_span as purchases
        on purchases.one_id = staged.one_id and purchases.business_line = staged.business_line
        and purchases.from_on <= staged.judged_on and (purchases.until_on is null or staged.judged_on < purchases.until_on)
    inner join dws.member_act_signal_span as acts
        on acts.one_id = staged.one_id
        and acts.from_on <= staged.judged_on and (acts.until_on is null or staged.judged_on < acts.until_on)
),

compared as (
    select
        one_id, business_line, judged_on, code, risk_weight, risk_weight >= risk_weight_count and is_kept as is_at_risk,
        lag(code) over days = code and lag(risk_weight) over days = risk_weight
        and lag(risk_weight >= risk_weight_count and is_kept) over days = (risk_weight >= risk_weight_count and is_kept) as is_same
    from judged
    window days as (partition by one_id, business_line order by judged_on)
)

select
    one_id, business_line, span.from_on,
    lead(span.from_on) over (partition by one_id, business_line order by judged_on) as until_on,
    concat_ws(
        ',', case when code & 1 > 0 then 'overdue' end, case when code & 2 > 0 then 'acts_stopped' end,
        case when code & 4 > 0 then 'acts_fallen' end, case when code & 8 > 0 then 'lengthening_intervals' end,
        case when code & 16 > 0 then 'third_purchase_stop' end, case when code & 32 > 0 then 'launch_only' end,
        case when code & 64 > 0 then 'points_unused' end, case when code & 128 > 0 then 'benefits_unused' end
    ) as signals,
    risk_weight, is_at_risk
from compared
cross join lateral (select least(judged_on, date_trunc('month', judged_on)::date + 1) as from_on) as span
where is_same is not true
