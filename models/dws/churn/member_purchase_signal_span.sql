with

cycles as (
    select * from dws.member_cycle
),

habits as (
    select * from dws.member_purchase_habit
),

stage_rules as (
    select * from dws.lifecycle_rule
),

rules as (
    select * from dws.churn_rule
),

-- Materialized: else Postgres computes the silence wherever it is used.
silent as materialized (
    select
        cycles.one_id, cycles.business_line, rules.judged_on,
        warehouse.silence_weight(
            (rules.judged_on - cycles.last_purchased_on)
            / (rules.overdue_bound * warehouse.silent_days(
                warehouse.purchase_cycle(
                    cycles.own_gap_days, cycles.purchase_count - 1,
                    stage_rules.typical_gap_days,
                    stage_rules.typical_gap_weight
                ),
                stage_rules.dormant_cycle_count,
                stage_rules.dormant_least_days, stage_rules.dormant_most_days
            ))
        ) as overdue_weight,
        cycles.purchase_count = rules.third_purchase_stop_bound as is_third,
        coalesce(
            habits.recent_gap_days
            >= rules.lengthening_intervals_bound * habits.earlier_gap_days,
            false
        ) as has_longer_gaps,
        coalesce(
            cycles.purchase_count > 1
            and habits.launch_purchase_count
            >= rules.launch_only_bound * cycles.purchase_count
            and rules.judged_on
            >= habits.next_launch_on + rules.launch_days::integer, false
        ) as has_launches
    from cycles
    inner join habits using (one_id, business_line, month_on)
    inner join rules
        on rules.business_line = cycles.business_line
        and rules.judged_on > cycles.month_on
        and coalesce(rules.judged_on <= cycles.next_month_on, true)
    inner join stage_rules
        on stage_rules.business_line = rules.business_line
        and stage_rules.judged_on = rules.judged_on
),

judged as (
    select
        one_id, business_line, judged_on, overdue_weight,
        overdue_weight > 0 and is_third as has_third_stop,
        has_longer_gaps, has_launches
    from silent
),

compared as (
    select
        one_id, business_line, overdue_weight, has_third_stop,
        has_longer_gaps, has_launches,
        least(judged_on, date_trunc('month', judged_on)::date + 1) as from_on,
        lag(row(overdue_weight, has_third_stop, has_longer_gaps, has_launches))
            over (partition by one_id, business_line order by judged_on)
            as before
    from judged
),

final as (
    select
        one_id,
        business_line,
        from_on,
        lead(from_on) over (
            partition by one_id, business_line
            order by from_on
        ) as until_on,
        overdue_weight,
        has_third_stop,
        has_longer_gaps,
        has_launches
    from compared
    where before is distinct from
        row(overdue_weight, has_third_stop, has_longer_gaps, has_launches)
)

select * from final
