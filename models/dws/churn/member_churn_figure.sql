with

stages as (
    select * from dws.member_stage
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

gaps as (
    select * from dws.typical_gap
),

final as (
    select
        stages.one_id,
        stages.business_line,
        stages.stage,
        stages.last_purchased_on,
        cycles.purchase_count,
        round(stages.cycle_days, 1) as cycle_days,
        round(cycles.own_gap_days, 1) as own_gap_days,
        gaps.typical_gap_days,
        stages.dormant_on,
        stages.churned_on,
        stages.is_engagement_observed,
        stages.last_engaged_on,
        acts.recent_day_count,
        acts.earlier_day_count,
        habits.recent_gap_days,
        round(habits.earlier_gap_days, 1) as earlier_gap_days,
        habits.launch_purchase_count,
        habits.next_launch_on,
        rewards.points_balance,
        rewards.points_unused_from,
        rewards.unused_benefit_count,
        rewards.benefits_unused_from,
        case
            when stages.stage = 'dormant' then format(
                '沉睡而非流失：%s 起沉睡，至 %s 仍无购买%s才算流失',
                stages.dormant_on, stages.churned_on,
                case when stages.is_engagement_observed then '和互动' end
            )
        end as dormant_zh,
        case
            when stages.stage = 'dormant' then format(
                'Dormant since %s, but churned only if nothing is bought%s '
                'before %s.', stages.dormant_on,
                case when stages.is_engagement_observed then ' or done' end,
                stages.churned_on
            )
        end as dormant_en
    from stages
    inner join cycles
        on cycles.one_id = stages.one_id
        and cycles.business_line = stages.business_line
        and cycles.next_month_on is null
    inner join habits
        on habits.one_id = cycles.one_id
        and habits.business_line = cycles.business_line
        and habits.month_on = cycles.month_on
    left join gaps
        on gaps.business_line = stages.business_line
        and gaps.month_on = date_trunc('month', warehouse.as_of())
    left join acts
        on acts.one_id = stages.one_id
        and acts.from_month <= warehouse.as_of()
        and coalesce(warehouse.as_of() < acts.until_month, true)
    left join rewards
        on rewards.one_id = stages.one_id
        and rewards.next_month_on is null
)

select * from final
