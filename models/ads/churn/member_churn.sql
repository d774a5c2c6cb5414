with

scores as (
    select * from dws.member_churn_score
),

lifetime_values as (
    select * from ads.member_clv
),

feature_models as (
    select * from dws.churn_fit
),

order_models as (
    select * from dws.clv_fit
),

-- Whichever ranked and calibrated better on the holdouts of the month.
champions as (
    select
        feature_models.business_line,
        feature_models.status = 'fitted' and coalesce(
            feature_models.auc > order_models.auc
            and feature_models.brier < order_models.brier, true
        ) as is_by_features
    from feature_models
    left join order_models
        on order_models.business_line = feature_models.business_line
        and order_models.month_on = feature_models.month_on
        and order_models.is_champion
    where feature_models.month_on = date_trunc('month', warehouse.as_of())
),

judged as (
    select
        scores.one_id, scores.business_line,
        lifetime_values.no_order_probability_30d,
        lifetime_values.no_order_probability_180d,
        scores.no_order_probability_90d as feature_probability_90d,
        lifetime_values.no_order_probability_90d as order_probability_90d,
        case
            when champions.is_by_features then scores.no_order_probability_90d
            else lifetime_values.no_order_probability_90d
        end as no_order_probability_90d,
        case
            when champions.is_by_features then 'features'
            else lifetime_values.model
        end as predicted_by,
        coalesce(lifetime_values.clv_365d, lifetime_values.expected_net_365d)
        / coalesce(nullif(lifetime_values.p_alive, 0), 1) as value_if_alive,
        lifetime_values.value_basis, scores.unpredicted_reason,
        scores.strongest_reason, scores.reasons_zh, scores.reasons_en
    from scores
    inner join champions
        on champions.business_line = scores.business_line
    left join lifetime_values
        on lifetime_values.one_id = scores.one_id
        and lifetime_values.business_line = scores.business_line
),

final as (
    select
        one_id, business_line,
        no_order_probability_30d, no_order_probability_90d,
        no_order_probability_180d, predicted_by,
        feature_probability_90d, order_probability_90d,
        round((no_order_probability_90d * value_if_alive)::numeric, 2)
            as value_at_risk_amount,
        value_basis, unpredicted_reason,
        strongest_reason, reasons_zh, reasons_en
    from judged
)

select * from final
