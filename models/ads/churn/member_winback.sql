with

lapses as (
    select * from dws.member_lapse
),

lapse_touches as (
    select * from dws.lapse_touch
),

stages as (
    select * from dws.member_stage
),

signals as (
    select * from ads.member_churn_signal
),

discounts as (
    select * from dws.member_discount
),

tier_spans as (
    select * from dws.member_tier_span
),

parameters as (
    select * from dwd.parameter_span
),

playbook as (
    select * from dwd.playbook
),

rules as (
    select
        max(value) filter (where name = 'winback_tier_rank') as tier_rank,
        left(md5(string_agg(name || '=' || value, ' ' order by name)), 8)
            as rules_version
    from parameters
    where name like 'winback\_%'
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

best_tiers as (
    select one_id, max(tier_rank) as tier_rank
    from tier_spans
    where business_line = '*'
    group by one_id
),

-- A discount is not offered to whoever came without one: high value is
-- looked at before price sensitivity.
classed as (
    select
        lapses.one_id, lapses.lapsed_on, lapses.came_back_on,
        lapses.came_back_amount, lapses.later_purchase_count,
        lapses.later_amount, stages.stage, rules.rules_version,
        case
            when lapses.came_back_on is not null then null
            when best_tiers.tier_rank >= rules.tier_rank
                and 'lengthening_intervals' = any (found.signals)
                then 'lengthening_intervals'
            when 'third_purchase_stop' = any (found.signals)
                then 'third_purchase_stop'
            when best_tiers.tier_rank >= rules.tier_rank then 'high_value'
            when discounts.is_price_sensitive then 'price_sensitive'
            when 'acts_stopped' = any (found.signals) then 'low_interaction'
            else stages.stage
        end as class
    from lapses
    cross join rules
    inner join stages
        on stages.one_id = lapses.one_id
        and stages.business_line = '*'
    left join signals
        on signals.one_id = lapses.one_id and signals.business_line = '*'
    left join discounts
        on discounts.one_id = lapses.one_id and discounts.business_line = '*'
    left join best_tiers on best_tiers.one_id = lapses.one_id
    cross join lateral string_to_array(signals.signals, ',') as found (signals)
),

final as (
    select
        classed.one_id, classed.lapsed_on, classed.stage, classed.class,
        lapse_touches.touch_count, lapse_touches.unanswered_count,
        lapse_touches.is_in_churned_pool,
        lapse_touches.last_touched_on, classed.came_back_on,
        lapse_touches.return_touch_id, lapse_touches.return_channel,
        lapse_touches.return_touched_on, classed.came_back_amount,
        classed.later_purchase_count, classed.later_amount,
        playbook.goal_zh, playbook.goal_en, playbook.action_zh,
        playbook.action_en, playbook.content_zh, playbook.content_en,
        playbook.benefit_zh, playbook.benefit_en, playbook.channel,
        classed.rules_version
    from classed
    left join lapse_touches
        on lapse_touches.one_id = classed.one_id
        and lapse_touches.lapsed_on = classed.lapsed_on
    left join playbook
        on playbook.class = classed.class
        and playbook.vocabulary in ('winback', 'lifecycle')
)

select * from final
