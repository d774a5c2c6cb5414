with

members as (
    select * from dws.member_summary
),

days as (
    select * from dws.member_day
),

forecasts as (
    select * from dws.member_order_forecast
),

margin_rates as (
    select
        business_line,
        sum(costed_net_amount - cost_amount)
            / nullif(sum(costed_net_amount), 0) as margin_rate
    from days
    where sold_on >= warehouse.as_of() - 365
        and cost_amount is not null
    group by business_line
),

margins as (
    select
        one_id,
        business_line,
        sum(costed_net_amount - cost_amount) as margin_amount
    from days
    where cost_amount is not null
    group by one_id, business_line
),

valued as (
    select
        members.one_id,
        members.business_line,
        members.first_purchased_on,
        members.last_purchased_on,
        members.lifetime_purchase_count as purchase_count,
        members.gross_amount,
        members.net_amount,
        margins.margin_amount,
        forecasts.model,
        forecasts.month_on as model_month_on,
        forecasts.chosen_because as validation,
        forecasts.p_alive,
        forecasts.expected_orders_30d,
        forecasts.expected_orders_90d,
        forecasts.expected_orders_365d,
        forecasts.no_order_probability_30d,
        forecasts.no_order_probability_90d,
        forecasts.no_order_probability_180d,
        forecasts.expected_order_amount,
        forecasts.expected_orders_365d * forecasts.expected_order_amount
            as expected_net_365d,
        forecasts.discounted_orders_365d * forecasts.expected_order_amount
            * margin_rates.margin_rate::double precision as clv_365d
    from members
    left join forecasts
        on forecasts.one_id = members.one_id
        and forecasts.business_line = members.business_line
    left join margins
        on margins.one_id = members.one_id
        and margins.business_line = members.business_line
    left join margin_rates
        on margin_rates.business_line = members.business_line
    where members.membership = 'member'
),

final as (
    select
        one_id, business_line, first_purchased_on, last_purchased_on,
        purchase_count, gross_amount, net_amount, margin_amount,
        case
            when model is not null then null
            when purchase_count = 0 then 'no_purchase'
            else 'no_model'
        end as no_forecast_because,
        model, model_month_on, validation, p_alive,
        expected_orders_30d, expected_orders_90d, expected_orders_365d,
        no_order_probability_30d, no_order_probability_90d,
        no_order_probability_180d,
        expected_order_amount, expected_net_365d, clv_365d,
        case
            when clv_365d is not null then 'margin'
            when expected_net_365d is not null then 'net'
        end as value_basis,
        -- By the members worth strictly more: equal values are together.
        case
            when expected_net_365d is null then null
            when rank() over by_value - 1
                < 0.2 * count(expected_net_365d) over line then 'high'
            when rank() over by_value - 1
                < 0.5 * count(expected_net_365d) over line then 'middle'
            else 'low'
        end as clv_tier
    from valued
    window
        line as (partition by business_line),
        by_value as (
            partition by business_line
            order by coalesce(clv_365d, expected_net_365d) desc nulls last
        )
)

select * from final
