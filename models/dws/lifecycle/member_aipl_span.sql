with

people as (
    select * from dws.member_status
),

person_days as (
    select * from dws.member_day
),

cycles as (
    select * from dws.member_cycle
),

act_months as (
    select * from dws.member_act_month
),

rules as (
    select * from dws.aipl_rule
),

-- What is known after known_on, and counts from happened_on.
signs as (
    select
        one_id, 3 as step, last_purchased_on as happened_on,
        month_on as known_on, next_month_on, null::integer as loyal_count
    from cycles where business_line = '*'

    union all

    select
        cycles.one_id, 4, person_days.sold_on, cycles.month_on,
        cycles.next_month_on, counts.loyal_count
    from cycles
    cross join (select distinct loyal_count from rules) as counts
    inner join person_days
        on person_days.one_id = cycles.one_id
        and person_days.business_line = cycles.business_line
        and person_days.order_count > 0
        and person_days.purchase_number
        = cycles.purchase_count - counts.loyal_count + 1
    where cycles.business_line = '*'

    union all

    select one_id, 2, registered_on, registered_on, null, null from people

    union all

    select one_id, 2, last_interested_on, month_on, null, null from act_months

    union all

    select one_id, 1, last_aware_on, month_on, null, null from act_months
),

held as (
    select signs.one_id, rules.judged_on, step
    from signs
    inner join rules using (step)
    where signs.happened_on is not null
        and rules.judged_on > signs.known_on
        and rules.judged_on
        <= least(signs.happened_on + rules.day_count, signs.next_month_on)
        and coalesce(rules.loyal_count = signs.loyal_count, true)
),

-- The month after the last one of a step begins none.
points as (
    select one_id, judged_on, step from held

    union all

    select one_id, (judged_on + interval '1 month')::date, 0 from held

    union all

    select
        one_id, greatest(
            (date_trunc('month', first_seen_on) + interval '1 month')::date,
            (select min(judged_on) from rules)
        ), 0
    from people
),

compared as (
    select
        one_id, points.judged_on, max(points.step) as step,
        lag(max(points.step)) over months as previous_step
    from points
    inner join people using (one_id)
    where people.membership in ('member', 'visitor')
        and points.judged_on between first_seen_on + 1 and warehouse.as_of()
    group by one_id, points.judged_on
    window months as (partition by one_id order by points.judged_on)
),

final as (
    select
        one_id, judged_on as from_month,
        lead(judged_on) over (partition by one_id order by judged_on)
            as until_month,
        warehouse.aipl_stage(step) as stage,
        warehouse.aipl_stage(previous_step) as previous_stage
    from compared
    where previous_step is distinct from step
)

select * from final
