with

parameters as (
    select * from dwd.parameter
),

parameter_spans as (
    select * from dwd.parameter_span
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

final as (
    select 'reporting_currency' as name
    where not exists (select from exchange_rates)

    union all

    select distinct name
    from parameters
    where not exists (
        select
        from parameter_spans
        where parameter_spans.name = parameters.name
            and parameter_spans.business_line = '*'
            and parameter_spans.starts_on < warehouse.as_of()
            and warehouse.as_of() <= parameter_spans.ends_before
    )
)

select * from final
