with

periods as (
    select * from dws.churn_period
),

rules as (
    select * from dws.lifecycle_rule
),

cycles as (
    select * from dws.member_cycle
),

habits as (
    select * from dws.member_purchase_habit
),

members as (
    select * from dws.member_summary
),

years as (
    select * from dws.member_year_span
),

acts as (
    select * from dws.member_engagement_span
),

rewards as (
    select * from dws.member_reward_month
),

tiers as (
    select * from dws.member_tier_span
),

-- Fifty thousand members of a line are enough to learn from. All are scored.
sizes as (
    select business_line, count(*) as member_count from cycles
    where next_month_on is null
    group by business_line
),

judged as (
    select
        cycles.one_id, cycles.business_line, cycles.last_purchased_on,
        cycles.purchase_count, rules.judged_on,
        habits.recent_gap_days, habits.earlier_gap_days,
        warehouse.purchase_cycle(
            cycles.own_gap_days, cycles.purchase_count - 1,
            rules.typical_gap_days, rules.typical_gap_weight
        )::numeric as cycle_days
    from cycles
    left join habits using (one_id, business_line, month_on)
    inner join sizes using (business_line)
    inner join rules
        on rules.business_line = cycles.business_line
        and rules.judged_on > cycles.month_on
        and coalesce(rules.judged_on <= cycles.next_month_on, true)
    where rules.judged_on = warehouse.as_of()
        or rules.judged_on in (select judged_on from periods)
        and abs(hashint8extended(cycles.one_id, 0) % sizes.member_count) < 50000
),

final as (
    select
        judged.one_id, judged.business_line, judged.judged_on,
        judged.last_purchased_on, judged.purchase_count, judged.recent_gap_days,
        judged.earlier_gap_days, round(judged.cycle_days, 2) as cycle_days,
        years.purchase_count as year_purchase_count,
        years.gross_amount as year_gross_amount,
        years.net_amount as year_net_amount,
        years.discount_amount as year_discount_amount,
        members.registered_on, members.engagement_observed_from,
        acts.recent_day_count, acts.earlier_day_count,
        case judged.judged_on when warehouse.as_of()
            then members.last_engaged_on else acts.last_engaged_on
        end as last_engaged_on,
        rewards.points_balance, rewards.points_unused_from,
        rewards.unused_benefit_count, tiers.tier_rank
    from judged
    inner join members
        on members.one_id = judged.one_id
        and members.business_line = '*'
        and members.membership = 'member'
        and members.registered_on < judged.judged_on
        and coalesce(judged.judged_on <= members.cancelled_on, true)
    left join years
        on years.one_id = judged.one_id
        and years.business_line = judged.business_line
        and years.from_month <= judged.judged_on
        and coalesce(judged.judged_on < years.until_month, true)
    left join acts
        on acts.one_id = judged.one_id
        and acts.from_month <= judged.judged_on
        and coalesce(judged.judged_on < acts.until_month, true)
    left join rewards
        on rewards.one_id = judged.one_id
        and rewards.month_on < judged.judged_on
        and coalesce(judged.judged_on <= rewards.next_month_on, true)
    left join tiers
        on tiers.one_id = judged.one_id
        and tiers.business_line = judged.business_line
        and tiers.from_month <= judged.judged_on
        and coalesce(judged.judged_on < tiers.until_month, true)
)

select * from final
