with

registered as (
    select * from registry.dws_churn_fit
),

final as (
    select distinct on (business_line, month_on)
        business_line, month_on, is_backfilled, status,
        member_count, churner_count,
        tested_member_count, tested_churner_count,
        auc, silence_auc, brier, lift, predicted_rate, observed_rate,
        ridge, calibration, parameters
    from registered
    where is_effective
    order by business_line, month_on, run_id desc
)

select * from final
