-- The signals of a day are one integer: half weights of the silence, and 16, 32 and 64 for the others.
with judged as materialized (
    select
        cycles.one_id, cycles.business_line, rules.judged_on,
        case when silence.ratio >= 4 then 4 when silence.ratio >= 2 then 3 when silence.ratio >= 1 then 2 else 0 end
        + case when silence.ratio >= 1 and cycles.purchase_count = rules.third_purchase_stop_bound then 16 else 0 end
        + case when habits.recent_gap_days >= rules.lengthening_intervals_bound * habits.earlier_gap_days then 32 else 0 end
        + case
            when cycles.purchase_count > 1 and habits.launch_purchase_count >= rules.launch_only_bound * cycles.purchase_count
                and rules.judged_on >= habits.next_launch_on + rules.launch_days::integer then 64
            else 0
        end as code
    from dws.member_cycle as cycles
    inner join dws.member_purchase_habit as habits using (one_id, business_line, month_on)
    inner join dws.churn_rule as rules
        on rules.business_line = cycles.business_line and rules.judged_on > cycles.month_on
        and (cycles.next_month_on is null or rules.judged_on <= cycles.next_month_on)
    inner join dws.lifecycle_rule as stage_rules
        on stage_rules.business_line = rules.business_line and stage_rules.judged_on = rules.judged_on
    cross join lateral (
        select (rules.judged_on - cycles.last_purchased_on) / (rules.overdue_bound * warehouse.silent_days(
            warehouse.purchase_cycle(
                cycles.own_gap_days, cycles.purchase_count - 1, stage_rules.typical_gap_days, stage_rules.typical_gap_weight
            ), stage_rules.dormant_cycle_count, stage_rules.dormant_least_days, stage_rules.dormant_most_days
        )) as ratio
        offset 0
    ) as silence
),

compared as (
    select *, lag(code) over (partition by one_id, business_line order by judged_on) as before from judged
)

select
    one_id, business_line, span.from_on,
    lead(span.from_on) over (partition by one_id, business_line order by judged_on) as until_on,
    (code & 15) / 2.0 as overdue_weight, code & 16 > 0 as has_third_stop, code & 32 > 0 as has_longer_gaps, code & 64 > 0 as has_launches
from compared
cross join lateral (select least(judged_on, date_trunc('month', judged_on)::date + 1) as from_on) as span
where before is distinct from code
