with

-- A row for all business lines, and one for each line with a sale.
summaries as (
    select * from dws.member_summary
),

cycles as (
    select * from dws.member_cycle
),

rules as (
    select * from dws.lifecycle_rule
),

act_months as (
    select * from dws.member_act_month
),

-- Acts are of no business line. The last act of a month is the one that
-- counts for the longest time.
engaged as (
    select distinct act_months.one_id, rules.judged_on
    from act_months
    cross join (
        select generate_series(1, 1 + max(engaged_days)::integer / 28) as later
        from rules
    ) as months
    inner join rules
        on rules.business_line = '*'
        and rules.judged_on = (
            act_months.month_on + make_interval(months => months.later)
        )::date
        and rules.judged_on - act_months.last_engaged_on
        <= rules.engaged_days
),

dated as (
    select
        summaries.one_id, summaries.business_line, summaries.cancelled_on,
        rules.judged_on, cycles.purchase_count,
        cycles.last_purchased_on + warehouse.silent_days(
            pace.cycle_days, rules.dormant_cycle_count,
            rules.dormant_least_days, rules.dormant_most_days
        ) as dormant_on,
        cycles.last_purchased_on + warehouse.silent_days(
            pace.cycle_days, rules.churned_cycle_count,
            rules.churned_least_days, rules.churned_most_days
        ) as churned_on
    from summaries
    inner join rules
        on rules.business_line = summaries.business_line
        and rules.judged_on > summaries.registered_on
    left join cycles
        on cycles.one_id = summaries.one_id
        and cycles.business_line = summaries.business_line
        and cycles.month_on < rules.judged_on
        and coalesce(cycles.next_month_on >= rules.judged_on, true)
    cross join lateral (
        select warehouse.purchase_cycle(
            cycles.own_gap_days, cycles.purchase_count - 1,
            rules.typical_gap_days, rules.typical_gap_weight
        ) as cycle_days
    ) as pace
    where summaries.membership = 'member'
        and rules.judged_on <= date_trunc('month', warehouse.as_of())
        and (summaries.business_line = '*' or cycles.one_id is not null)
),

-- Materialized: else the window below computes each stage three times.
judged as materialized (
    select
        dated.one_id, dated.business_line, dated.judged_on,
        warehouse.lifecycle_stage(
            dated.judged_on, dated.cancelled_on, dated.purchase_count,
            dated.dormant_on,
            case when engaged.one_id is null then dated.churned_on end
        ) as stage
    from dated
    left join engaged
        on engaged.one_id = dated.one_id
        and engaged.judged_on = dated.judged_on
),

compared as (
    select
        one_id, business_line, judged_on, stage,
        lag(stage) over months as previous_stage
    from judged
    window months as (partition by one_id, business_line order by judged_on)
),

final as (
    select
        one_id,
        business_line,
        judged_on as from_month,
        lead(judged_on) over (
            partition by one_id, business_line
            order by judged_on
        ) as until_month,
        stage,
        previous_stage
    from compared
    where previous_stage is distinct from stage
)

select * from final
