with

parameters as (
    select * from dwd.parameter
),

business_lines as (
    select * from dwd.business_line
),

lines as (
    select business_line
    from business_lines

    union all

    select '*' as business_line
),

first_values as (
    select
        name,
        business_line,
        min(effective_from) as starts_on
    from parameters
    group by name, business_line
),

-- From the first value of its own on, a line no longer follows `*`.
line_values as (
    select
        parameters.name,
        lines.business_line,
        parameters.effective_from as starts_on,
        parameters.value
    from lines
    inner join parameters
        on parameters.business_line in (lines.business_line, '*')
    left join first_values
        on first_values.name = parameters.name
        and first_values.business_line = lines.business_line
    where parameters.business_line = lines.business_line
        or first_values.starts_on is null
        or parameters.effective_from < first_values.starts_on
),

final as (
    select
        name,
        business_line,
        starts_on,
        lead(starts_on, 1, 'infinity') over (
            partition by name, business_line
            order by starts_on
        ) as ends_before,
        value
    from line_values
)

select * from final
