with

lapses as (
    select * from dws.member_lapse
),

one_id_map as (
    select * from dwd.one_id_map
),

touches as (
    select * from dwd.fct_touch
),

observed_sources as (
    select * from dwd.observed_source
),

parameters as (
    select * from dwd.parameter_span
),

rules as (
    select
        max(value) filter (where name = 'winback_answer_days')::integer
            as answer_days,
        max(value) filter (where name = 'winback_unanswered_count')
            as pool_count
    from parameters
    where name in ('winback_answer_days', 'winback_unanswered_count')
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

sent as (
    select
        lapses.one_id, lapses.lapsed_on, touches.touch_id, touches.channel,
        touches.sent_on, rules.answer_days,
        coalesce(
            lapses.came_back_on - touches.sent_on <= rules.answer_days, false
        ) as is_before_return,
        coalesce(touches.opened_on < warehouse.as_of(), false)
        or coalesce(touches.clicked_on < warehouse.as_of(), false)
            as is_opened
    from lapses
    cross join rules
    inner join one_id_map
        on one_id_map.one_id = lapses.one_id
    inner join touches
        on touches.account_key = one_id_map.account_key
        and touches.sent_on >= lapses.lapsed_on
        and touches.sent_on < warehouse.as_of()
        and coalesce(touches.sent_on <= lapses.came_back_on, true)
        and touches.delivery_status is distinct from 'bounced'
),

answered as (
    select
        one_id, lapsed_on, touch_id, channel, sent_on, is_before_return,
        sent_on + answer_days < warehouse.as_of() as is_due,
        max(sent_on) filter (where is_opened or is_before_return) over (
            partition by one_id, lapsed_on
        ) as answered_on
    from sent
),

-- Nothing was sent only where it would have been seen. The last message before
-- the return, if it was recent, may be its cause.
final as (
    select
        lapses.one_id, lapses.lapsed_on,
        count(answered.touch_id) as touch_count,
        count(*) filter (
            where is_due and coalesce(sent_on > answered_on, true)
        ) as unanswered_count,
        lapses.came_back_on is null
        and count(*) filter (
            where is_due and coalesce(sent_on > answered_on, true)
        ) >= rules.pool_count as is_in_churned_pool,
        max(sent_on) as last_touched_on,
        (
            array_agg(touch_id order by sent_on desc, touch_id)
            filter (where is_before_return)
        )[1] as return_touch_id,
        (
            array_agg(channel order by sent_on desc, touch_id)
            filter (where is_before_return)
        )[1] as return_channel,
        max(sent_on) filter (where is_before_return) as return_touched_on
    from lapses
    cross join rules
    inner join observed_sources
        on observed_sources.source = 'ods.touch'
        and observed_sources.first_on < warehouse.as_of()
    left join answered
        on answered.one_id = lapses.one_id
        and answered.lapsed_on = lapses.lapsed_on
    group by
        lapses.one_id, lapses.lapsed_on, lapses.came_back_on, rules.pool_count
)

select * from final
