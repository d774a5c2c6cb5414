with

stage_spans as (
    select * from dws.member_stage_span
),

stages as (
    select * from dws.member_stage
),

purchase_signals as (
    select * from dws.member_purchase_signal_span
),

act_signals as (
    select * from dws.member_act_signal_span
),

rules as (
    select * from dws.churn_rule
),

staged as (
    select
        stage_spans.one_id, stage_spans.business_line, rules.judged_on,
        stage_spans.stage
    from stage_spans
    inner join rules
        on rules.business_line = stage_spans.business_line
        and rules.judged_on >= stage_spans.from_month
        and coalesce(rules.judged_on < stage_spans.until_month, true)
        and rules.judged_on < warehouse.as_of()

    union all

    select
        one_id, business_line, warehouse.as_of() as judged_on, stage
    from stages
),

-- Materialized: else Postgres adds up the signals at each use.
judged as materialized (
    select
        staged.one_id, staged.business_line, staged.judged_on, staged.stage,
        rules.risk_weight_count,
        concat_ws(
            ',',
            case when purchases.overdue_weight > 0 then 'overdue' end,
            case when acts.stopped_weight > 0 then 'acts_stopped' end,
            case when acts.has_fallen then 'acts_fallen' end,
            case when purchases.has_longer_gaps
                then 'lengthening_intervals' end,
            case when purchases.has_third_stop then 'third_purchase_stop' end,
            case when purchases.has_launches then 'launch_only' end,
            case when acts.has_points then 'points_unused' end,
            case when acts.has_benefits then 'benefits_unused' end
        ) as signals,
        purchases.overdue_weight * rules.overdue_weight
        + acts.stopped_weight * rules.acts_stopped_weight
        + acts.has_fallen::integer * rules.acts_fallen_weight
        + purchases.has_longer_gaps::integer
        * rules.lengthening_intervals_weight
        + purchases.has_third_stop::integer * rules.third_purchase_stop_weight
        + purchases.has_launches::integer * rules.launch_only_weight
        + acts.has_points::integer * rules.points_unused_weight
        + acts.has_benefits::integer * rules.benefits_unused_weight
            as risk_weight
    from staged
    inner join rules
        on rules.business_line = staged.business_line
        and rules.judged_on = staged.judged_on
    inner join purchase_signals as purchases
        on purchases.one_id = staged.one_id
        and purchases.business_line = staged.business_line
        and purchases.from_on <= staged.judged_on
        and coalesce(staged.judged_on < purchases.until_on, true)
    inner join act_signals as acts
        on acts.one_id = staged.one_id
        and acts.from_on <= staged.judged_on
        and coalesce(staged.judged_on < acts.until_on, true)
    where staged.stage <> 'prospect'
),

compared as (
    select
        one_id, business_line, signals, risk_weight,
        least(judged_on, date_trunc('month', judged_on)::date + 1) as from_on,
        risk_weight >= risk_weight_count and stage <> 'churned' as is_at_risk,
        lag(row(
            signals, risk_weight,
            risk_weight >= risk_weight_count and stage <> 'churned'
        )) over (partition by one_id, business_line order by judged_on)
            as before
    from judged
),

final as (
    select
        one_id, business_line, from_on,
        lead(from_on) over (
            partition by one_id, business_line
            order by from_on
        ) as until_on,
        signals, risk_weight, is_at_risk
    from compared
    where before is distinct from row(signals, risk_weight, is_at_risk)
)

select * from final
