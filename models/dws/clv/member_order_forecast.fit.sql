with

fits as (
    select * from dws.clv_fit
),

rates as (
    select * from dwd.parameter_span
),

final as (
    select
        champions.business_line, champions.month_on, champions.contender,
        champions.chosen_because, champions.parameters,
        amounts.parameters as amount_parameters,
        rates.value as discount_rate
    from fits as champions
    inner join fits as amounts
        on amounts.contender = 'gamma_gamma'
        and amounts.business_line = champions.business_line
        and amounts.month_on = champions.month_on
    inner join rates
        on rates.name = 'clv_discount_rate'
        and rates.business_line = '*'
        and rates.starts_on < warehouse.as_of()
        and warehouse.as_of() <= rates.ends_before
    where champions.is_champion
        and champions.month_on = date_trunc('month', warehouse.as_of())
)

select * from final
