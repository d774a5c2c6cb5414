with

members as (
    select * from dws.member_summary
),

acts as (
    select * from dws.member_engagement_span
),

rewards as (
    select * from dws.member_reward_month
),

rules as (
    select * from dws.churn_rule
),

-- Materialized: else Postgres judges the same figures at each use.
found as materialized (
    select
        members.one_id, rules.judged_on,
        warehouse.silence_weight(
            (
                least(rules.judged_on - 1, rules.acts_last_on)
                - case
                    when rules.judged_on = warehouse.as_of()
                        then members.last_engaged_on
                    else acts.last_engaged_on
                end
            ) / rules.acts_stopped_bound
        ) as stopped_weight,
        acts.earlier_day_count >= rules.fallen_least_count
        and acts.recent_day_count
        <= rules.acts_fallen_bound * acts.earlier_day_count / 2
        and members.engagement_observed_from
        <= rules.judged_on - interval '6 months' as has_fallen,
        coalesce(
            rewards.points_balance >= rules.unused_points_count
            and least(rules.judged_on - 1, rules.points_last_on)
            - rewards.points_unused_from >= rules.points_unused_bound, false
        ) as has_points,
        coalesce(
            rewards.unused_benefit_count >= rules.unused_benefit_count
            and least(rules.judged_on - 1, rules.benefits_last_on)
            - rewards.benefits_unused_from >= rules.benefits_unused_bound, false
        ) as has_benefits
    from members
    inner join rules
        on rules.business_line = '*'
        and rules.judged_on > members.registered_on
    left join acts
        on acts.one_id = members.one_id
        and acts.from_month <= rules.judged_on
        and coalesce(rules.judged_on < acts.until_month, true)
    left join rewards
        on rewards.one_id = members.one_id
        and rewards.month_on < rules.judged_on
        and coalesce(rules.judged_on <= rewards.next_month_on, true)
    where members.business_line = '*'
        and members.membership = 'member'
),

judged as (
    select
        one_id, judged_on, stopped_weight,
        coalesce(has_fallen and stopped_weight = 0, false) as has_fallen,
        has_points, has_benefits
    from found
),

compared as (
    select
        one_id, stopped_weight, has_fallen, has_points, has_benefits,
        least(judged_on, date_trunc('month', judged_on)::date + 1) as from_on,
        lag(row(stopped_weight, has_fallen, has_points, has_benefits)) over (
            partition by one_id
            order by judged_on
        ) as before
    from judged
),

final as (
    select
        one_id,
        from_on,
        lead(from_on) over (
            partition by one_id
            order by from_on
        ) as until_on,
        stopped_weight,
        has_fallen,
        has_points,
        has_benefits
    from compared
    where before is distinct from
        row(stopped_weight, has_fallen, has_points, has_benefits)
)

select * from final
