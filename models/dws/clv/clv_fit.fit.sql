with

registered as (
    select * from registry.dws_clv_fit
),

final as (
    select distinct on (business_line, month_on, contender)
        business_line, month_on, contender, is_backfilled, is_champion,
        chosen_because, status, holdout_status,
        customer_count, repeat_customer_count,
        parameters, standard_errors, log_likelihood, bic, is_used,
        tested_customer_count, actual_order_count, expected_order_count,
        bias, poisson_deviance, mean_absolute_error, auc, brier
    from registered
    where is_effective
    order by business_line, month_on, contender, run_id desc
)

select * from final
