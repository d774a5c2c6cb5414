with

people as (
    select * from dws.member_status
),

person_days as (
    select * from dws.member_day
),

act_months as (
    select * from dws.member_act_month
),

rules as (
    select * from dws.lifecycle_rule
),

month_rules as (
    select
        judged_on, aipl_purchase_days::integer as purchase_days,
        aipl_loyal_count::integer as loyal_count,
        aipl_interest_days::integer as interest_days,
        aipl_awareness_days::integer as awareness_days
    from rules
    where business_line = '*'
        and judged_on = date_trunc('month', judged_on)
),

starts as (
    select
        one_id,
        registered_on,
        greatest(
            (date_trunc('month', first_seen_on) + interval '1 month')::date,
            (select min(judged_on) from month_rules)
        ) as first_month
    from people
    where membership in ('member', 'visitor')
),

-- Of several purchases before a month start, the last one says how many fall
-- into the days that count: the purchase that is so many back does, or not.
purchases as (
    select
        person_days.one_id,
        person_days.sold_on,
        counts.loyal_count,
        lead(person_days.sold_on) over in_order as next_sold_on,
        lag(person_days.sold_on, counts.loyal_count - 1) over in_order
            as loyal_sold_on
    from person_days
    cross join (select distinct loyal_count from month_rules) as counts
    where person_days.business_line = '*'
        and person_days.order_count > 0
    window in_order as (
        partition by person_days.one_id, counts.loyal_count
        order by person_days.sold_on
    )
),

signs as (
    select
        purchases.one_id,
        month_rules.judged_on,
        case
            when purchases.loyal_sold_on
                >= month_rules.judged_on - month_rules.purchase_days
                then 4
            else 3
        end as step
    from purchases
    inner join month_rules
        on month_rules.loyal_count = purchases.loyal_count
        and month_rules.judged_on > purchases.sold_on
        and month_rules.judged_on
        <= purchases.sold_on + month_rules.purchase_days
        and coalesce(month_rules.judged_on <= purchases.next_sold_on, true)

    union all

    select starts.one_id, month_rules.judged_on, 2 as step
    from starts
    inner join month_rules
        on month_rules.judged_on > starts.registered_on
        and month_rules.judged_on
        <= starts.registered_on + month_rules.interest_days

    union all

    select
        act_months.one_id,
        month_rules.judged_on,
        case
            when act_months.last_interested_on
                >= month_rules.judged_on - month_rules.interest_days
                then 2
            else 1
        end as step
    from act_months
    inner join month_rules
        on month_rules.judged_on > act_months.month_on
        and (
            act_months.last_interested_on
            >= month_rules.judged_on - month_rules.interest_days
            or greatest(act_months.last_viewed_on, act_months.last_touched_on)
            >= month_rules.judged_on - month_rules.awareness_days
        )
),

held as (
    select
        signs.one_id,
        signs.judged_on,
        max(signs.step) as step
    from signs
    inner join starts
        on starts.one_id = signs.one_id
        and starts.first_month <= signs.judged_on
    group by signs.one_id, signs.judged_on
),

-- The month after the last one of a step begins none.
points as (
    select one_id, judged_on, step
    from held

    union all

    select
        one_id, (judged_on + interval '1 month')::date as judged_on,
        0 as step
    from held
    where judged_on + interval '1 month' <= warehouse.as_of()

    union all

    select one_id, first_month as judged_on, 0 as step
    from starts
    where first_month <= warehouse.as_of()
),

compared as (
    select
        one_id, judged_on, max(step) as step,
        lag(max(step)) over (
            partition by one_id
            order by judged_on
        ) as previous_step
    from points
    group by one_id, judged_on
),

names (step, stage) as (
    values (0, 'none'), (1, 'aware'), (2, 'interested'), (3, 'purchased'),
    (4, 'loyal')
),

final as (
    select
        compared.one_id,
        compared.judged_on as from_month,
        lead(compared.judged_on) over (
            partition by compared.one_id
            order by compared.judged_on
        ) as until_month,
        names.stage,
        previous_names.stage as previous_stage
    from compared
    inner join names
        on names.step = compared.step
    left join names as previous_names
        on previous_names.step = compared.previous_step
    where compared.previous_step is distinct from compared.step
)

select * from final
