with

classes as (
    select * from dws.member_class
),

bounds as (
    select * from dws.tier_bound
),

person_days as (
    select * from dws.member_day
),

parameters as (
    select * from dwd.parameter_span
),

-- The next evaluation looks at the twelve months before it.
asked as (
    select
        business_line, tier_rank, tier, measure, least_value,
        (
            month_on + make_interval(months => interval_months - 12)
        )::date as first_on
    from bounds
    where is_evaluated
        and month_on + make_interval(months => interval_months)
            > warehouse.as_of()
),

starts as (
    select distinct business_line, first_on from asked
),

so_far as (
    select
        person_days.one_id, person_days.business_line, starts.first_on,
        count(*) filter (where person_days.order_count > 0) as purchase_count,
        sum(person_days.order_count) as order_count,
        sum(person_days.unit_count) as unit_count,
        sum(person_days.net_amount) as net_amount
    from person_days
    inner join starts
        on starts.business_line = person_days.business_line
        and starts.first_on <= person_days.sold_on
    group by
        person_days.one_id, person_days.business_line, starts.first_on
),

measured as (
    select
        classes.one_id, classes.business_line, asked.tier_rank, asked.tier,
        asked.measure, asked.least_value,
        coalesce(
            warehouse.tier_measure(
                asked.measure, so_far.purchase_count, so_far.order_count,
                so_far.unit_count, so_far.net_amount
            ), 0
        ) as value
    from classes
    inner join asked
        on asked.business_line = classes.business_line
        and asked.tier_rank = classes.tier_rank + 1
        and asked.least_value > 0
    left join so_far
        on so_far.one_id = classes.one_id
        and so_far.business_line = classes.business_line
        and so_far.first_on = asked.first_on
),

steps as (
    select
        one_id, business_line, tier_rank, tier,
        greatest(min(least(value / least_value, 1)), 0) as reached_rate,
        string_agg(
            format('%s %s', measure, trim_scale(least_value - value)),
            ', ' order by measure
        ) filter (where value < least_value) as missing
    from measured
    group by one_id, business_line, tier_rank, tier
),

final as (
    select
        steps.one_id, steps.business_line, steps.tier_rank as next_tier_rank,
        steps.tier as next_tier, steps.missing,
        trunc(steps.reached_rate, 4) as reached_rate,
        steps.reached_rate >= parameters.value as is_one_step_away
    from steps
    inner join parameters
        on parameters.name = 'tier_step_rate'
        and parameters.business_line = steps.business_line
        and parameters.starts_on < warehouse.as_of()
        and warehouse.as_of() <= parameters.ends_before
)

select * from final
