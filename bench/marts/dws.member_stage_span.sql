-- The last act before a month start comes from the spans of engagement, and only churned members are looked up.
with judged as (
    select
        summaries.one_id, summaries.business_line, rules.judged_on, summaries.cancelled_on, cycles.purchase_count,
        cycles.last_purchased_on + warehouse.silent_days(
            pace.cycle_days, rules.dormant_cycle_count, rules.dormant_least_days, rules.dormant_most_days
        ) as dormant_on,
        cycles.last_purchased_on + warehouse.silent_days(
            pace.cycle_days, rules.churned_cycle_count, rules.churned_least_days, rules.churned_most_days
        ) as churned_on
    from dws.member_summary as summaries
    inner join dws.lifecycle_rule as rules
        on rules.business_line = summaries.business_line and rules.judged_on > summaries.registered_on
        and rules.judged_on <= date_trunc('month', warehouse.as_of())
    left join dws.member_cycle as cycles
        on cycles.one_id = summaries.one_id and cycles.business_line = summaries.business_line
        and cycles.month_on < rules.judged_on and (cycles.next_month_on is null or cycles.next_month_on >= rules.judged_on)
    cross join lateral (
        select warehouse.purchase_cycle(
            cycles.own_gap_days, cycles.purchase_count - 1, rules.typical_gap_days, rules.typical_gap_weight
        ) as cycle_days
        offset 0
    ) as pace
    where summaries.membership = 'member' and (summaries.business_line = '*' or cycles.one_id is not null)
),

engaged as (
    select distinct acts.one_id, rules.judged_on
    from dws.member_act_month as acts
    cross join generate_series(1, 4) as later
    inner join dws.lifecycle_rule as rules
        on rules.business_line = '*' and rules.judged_on = (acts.month_on + later * interval '1 month')::date
        and rules.judged_on <= acts.last_engaged_on + rules.engaged_days::integer
),

staged as materialized (
    select
        judged.one_id, judged.business_line, judged.judged_on, warehouse.lifecycle_stage(
            judged.judged_on, judged.cancelled_on, judged.purchase_count, judged.dormant_on,
            case when engaged.one_id is null then judged.churned_on end
        ) as stage
    from judged
    left join engaged
        on engaged.one_id = judged.one_id and engaged.judged_on = judged.judged_on and judged.churned_on <= judged.judged_on
),

compared as (
    select *, lag(stage) over (partition by one_id, business_line order by judged_on) as previous_stage from staged
)

select
    one_id, business_line, judged_on as from_month,
    lead(judged_on) over (partition by one_id, business_line order by judged_on) as until_month, stage, previous_stage
from compared
where previous_stage is distinct from stage
