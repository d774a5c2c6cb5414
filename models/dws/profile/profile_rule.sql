with

parameters as (
    select * from dwd.parameter_span
),

present as (
    select
        name,
        value
    from parameters
    where business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
        and (
            name like 'preference\_%'
            or name like '%\_least\_rate'
            or name like 'activity\_%'
            or name like 'intent\_%'
            or name like 'procedure\_%'
            or name like 'benefit\_%'
        )
),

final as (
    select
        name,
        value,
        left(
            md5(string_agg(name || '=' || value::text, ' ') over everything), 8
        ) as rules_version
    from present
    window everything as (
        order by name
        rows between unbounded preceding and unbounded following
    )
)

select * from final
