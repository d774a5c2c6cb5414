with

members as (
    select * from dws.member_summary
),

cycles as (
    select * from dws.member_cycle
),

habits as (
    select * from dws.member_purchase_habit
),

acts as (
    select * from dws.member_engagement_span
),

rewards as (
    select * from dws.member_reward_month
),

stage_rules as (
    select * from dws.lifecycle_rule
),

rules as (
    select * from dws.churn_rule
),

judged as (
    select
        cycles.one_id, cycles.business_line, rules.judged_on,
        concat_ws(
            ',',
            case when fired.overdue then 'overdue' end,
            case when fired.acts_stopped then 'acts_stopped' end,
            case when fired.acts_fallen then 'acts_fallen' end,
            case when fired.lengthening then 'lengthening_intervals' end,
            case when fired.third_stop then 'third_purchase_stop' end,
            case when fired.launch_only then 'launch_only' end,
            case when fired.unused then 'rewards_unused' end
        ) as signals,
        fired.overdue::integer * rules.overdue_weight
        + fired.acts_stopped::integer * rules.acts_stopped_weight
        + fired.acts_fallen::integer * rules.acts_fallen_weight
        + fired.lengthening::integer * rules.lengthening_intervals_weight
        + fired.third_stop::integer * rules.third_purchase_stop_weight
        + fired.launch_only::integer * rules.launch_only_weight
        + fired.unused::integer * rules.rewards_unused_weight as weight,
        rules.risk_weight_count,
        warehouse.lifecycle_stage(
            rules.judged_on, members.cancelled_on, cycles.purchase_count, null,
            greatest(
                cycles.last_purchased_on + silence.churned_days,
                act.last_on + stage_rules.engaged_days::integer + 1
            )
        ) = 'churned' as is_churned
    from cycles
    inner join habits using (one_id, business_line, month_on)
    inner join members using (one_id, business_line)
    inner join rules
        on rules.business_line = cycles.business_line
        and rules.judged_on > cycles.month_on
        and coalesce(rules.judged_on <= cycles.next_month_on, true)
    inner join stage_rules
        on stage_rules.business_line = rules.business_line
        and stage_rules.judged_on = rules.judged_on
    left join acts
        on acts.one_id = cycles.one_id
        and acts.from_month <= rules.judged_on
        and coalesce(rules.judged_on < acts.until_month, true)
    left join rewards
        on rewards.one_id = cycles.one_id
        and rewards.month_on < rules.judged_on
        and coalesce(rules.judged_on <= rewards.next_month_on, true)
    cross join lateral (
        select
            warehouse.purchase_cycle(
                cycles.own_gap_days, cycles.purchase_count - 1,
                stage_rules.typical_gap_days, stage_rules.typical_gap_weight
            ) as cycle_days,
            case
                when rules.judged_on = warehouse.as_of()
                    then members.last_engaged_on
                else acts.last_engaged_on
            end as last_on
    ) as act
    cross join lateral (
        select
            warehouse.silent_days(
                act.cycle_days, stage_rules.dormant_cycle_count,
                stage_rules.dormant_least_days, stage_rules.dormant_most_days
            ) as dormant_days,
            warehouse.silent_days(
                act.cycle_days, stage_rules.churned_cycle_count,
                stage_rules.churned_least_days, stage_rules.churned_most_days
            ) as churned_days
    ) as silence
    cross join lateral (
        select
            rules.judged_on - cycles.last_purchased_on
            >= rules.overdue_bound * silence.dormant_days as overdue,
            coalesce(
                least(rules.judged_on - 1, rules.acts_last_on) - act.last_on
                >= rules.acts_stopped_bound, false
            ) as acts_stopped,
            coalesce(
                acts.earlier_day_count >= rules.fallen_least_count
                and acts.recent_day_count
                <= rules.acts_fallen_bound * acts.earlier_day_count / 2
                and members.engagement_observed_from
                <= rules.judged_on - interval '6 months', false
            ) as acts_fallen,
            coalesce(
                habits.recent_gap_days
                >= rules.lengthening_intervals_bound * habits.earlier_gap_days,
                false
            ) as lengthening,
            coalesce(
                cycles.purchase_count > 1 and habits.launch_purchase_count
                >= rules.launch_only_bound * cycles.purchase_count
                and rules.judged_on
                >= habits.next_launch_on + rules.launch_days::integer, false
            ) as launch_only,
            coalesce(
                rewards.points_balance >= rules.unused_points_count
                and least(rules.judged_on - 1, rules.points_last_on)
                - rewards.points_unused_from >= rules.rewards_unused_bound,
                false
            ) or coalesce(
                rewards.unused_benefit_count >= rules.unused_benefit_count
                and least(rules.judged_on - 1, rules.benefits_last_on)
                - rewards.benefits_unused_from >= rules.rewards_unused_bound,
                false
            ) as unused
    ) as found
    cross join lateral (
        select
            found.overdue, found.acts_stopped, found.lengthening,
            found.launch_only, found.unused,
            found.acts_fallen and not found.acts_stopped as acts_fallen,
            found.overdue
            and cycles.purchase_count = rules.third_purchase_stop_bound
                as third_stop
    ) as fired
),

compared as (
    select
        one_id, business_line, judged_on, signals, weight,
        weight >= risk_weight_count and not is_churned as is_at_risk,
        lag(row(signals, weight, weight >= risk_weight_count and not is_churned))
            over (partition by one_id, business_line order by judged_on)
            as before
    from judged
),

final as (
    select
        one_id, business_line,
        least(
            judged_on,
            (date_trunc('month', judged_on) + interval '1 day')::date
        ) as from_on,
        lead(least(
            judged_on,
            (date_trunc('month', judged_on) + interval '1 day')::date
        )) over (partition by one_id, business_line order by judged_on)
            as until_on,
        signals, weight as risk_weight, is_at_risk
    from compared
    where before is distinct from row(signals, weight, is_at_risk)
)

select * from final
