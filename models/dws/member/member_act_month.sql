with

engagement_days as (
    select * from dws.account_engagement_day
),

touches as (
    select * from dwd.fct_touch
),

one_id_map as (
    select * from dwd.one_id_map
),

acts as (
    select
        one_id_map.one_id,
        date_trunc('month', engagement_days.engaged_on)::date as month_on,
        count(distinct engagement_days.engaged_on) as engaged_day_count,
        sum(engagement_days.act_count)::bigint as act_count,
        max(engagement_days.engaged_on) as last_engaged_on,
        max(engagement_days.engaged_on) filter (
            where engagement_days.cart_count > 0
                or engagement_days.favourite_count > 0
                or engagement_days.search_count > 0
                or engagement_days.message_click_count > 0
        ) as last_interested_on,
        max(engagement_days.engaged_on) filter (
            where engagement_days.view_count > 0
        ) as last_viewed_on
    from engagement_days
    inner join one_id_map
        on one_id_map.account_key = engagement_days.account_key
    where engagement_days.engaged_on < warehouse.as_of()
    group by one_id_map.one_id, month_on
),

received as (
    select
        one_id_map.one_id,
        date_trunc('month', touches.sent_on)::date as month_on,
        count(*) as touch_count,
        max(touches.sent_on) as last_touched_on
    from touches
    inner join one_id_map
        on one_id_map.account_key = touches.account_key
    where touches.sent_on < warehouse.as_of()
        and touches.delivery_status is distinct from 'bounced'
    group by one_id_map.one_id, month_on
),

observed as (
    select exists (select from received) as has_touch
),

final as (
    select
        one_id,
        month_on,
        coalesce(acts.engaged_day_count, 0) as engaged_day_count,
        coalesce(acts.act_count, 0) as act_count,
        acts.last_engaged_on,
        acts.last_interested_on,
        case when has_touch then coalesce(touch_count, 0) end as touch_count,
        received.last_touched_on,
        greatest(acts.last_viewed_on, received.last_touched_on)
            as last_aware_on
    from acts
    full join received using (one_id, month_on)
    cross join observed
)

select * from final
