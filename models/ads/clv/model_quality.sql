with

fits as (
    select * from dws.clv_fit
),

final as (
    select
        business_line, month_on, contender,
        case
            when poisson_deviance is not null
                then rank() over (
                    partition by business_line, month_on
                    order by poisson_deviance nulls last
                )
        end as place,
        is_champion, chosen_because, is_backfilled, status, holdout_status,
        customer_count, repeat_customer_count,
        log_likelihood, bic, parameters,
        tested_customer_count, actual_order_count, expected_order_count,
        bias, poisson_deviance, auc, 2 * auc - 1 as gini, brier,
        max(auc) filter (where contender = 'recency') over (
            partition by business_line, month_on
        ) as recency_auc
    from fits
)

select * from final
