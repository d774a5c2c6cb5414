with

reporting_currencies as (
    select * from dwd.reporting_currency
),

exchange_rates as (
    select * from dwd.exchange_rate
),

reporting as (
    select currency
    from reporting_currencies
    where effective_from < warehouse.as_of()
    order by effective_from desc
    limit 1
),

final as (
    select
        currency,
        '-infinity'::date as starts_on,
        'infinity'::date as ends_before,
        1 as rate,
        currency as reporting_currency
    from reporting

    union all

    select
        exchange_rates.currency,
        exchange_rates.starts_on,
        lead(exchange_rates.starts_on, 1, 'infinity') over (
            partition by exchange_rates.currency
            order by exchange_rates.starts_on
        ) as ends_before,
        exchange_rates.rate,
        exchange_rates.reporting_currency
    from exchange_rates
    inner join reporting
        on reporting.currency = exchange_rates.reporting_currency
)

select * from final
