with

rules as (
    select * from dws.profile_rule
),

one_id_map as (
    select * from dwd.one_id_map
),

engagement_days as (
    select * from dws.account_engagement_day
),

carts as (
    select * from dwd.fct_cart_item
),

people as (
    select * from dws.member_status
),

observed_sources as (
    select * from dwd.observed_source
),

windows as (
    select
        warehouse.as_of() - max(rules.value)::integer as starts_on,
        bool_or(observed_sources.source = 'ods.event') as has_event
    from rules
    left join observed_sources
        on observed_sources.first_on < warehouse.as_of()
        and observed_sources.last_on
        >= warehouse.as_of() - rules.value::integer
    where rules.name = 'activity_window_days'
),

acts as (
    select
        one_id_map.one_id,
        count(distinct engaged_on) filter (where engaged_on >= starts_on)
            as active_day_count,
        sum(view_count) filter (where engaged_on >= starts_on)::bigint
            as view_count,
        sum(search_count) filter (where engaged_on >= starts_on)::bigint
            as search_count,
        sum(cart_count) filter (where engaged_on >= starts_on)::bigint
            as cart_count,
        sum(share_count + invite_count) filter (
            where engaged_on >= starts_on
        )::bigint as share_count,
        sum(social_count) filter (where engaged_on >= starts_on)::bigint
            as social_count,
        max(engaged_on) filter (where open_count + view_count > 0)
            as last_visited_on,
        max(engaged_on) filter (where store_visit_count + attendance_count > 0)
            as last_store_visit_on,
        max(engaged_on) filter (where message_click_count > 0)
            as last_clicked_on,
        max(engaged_on) filter (where review_count > 0) as last_reviewed_on
    from engagement_days
    inner join one_id_map
        on one_id_map.account_key = engagement_days.account_key
    cross join windows
    where engaged_on < warehouse.as_of()
    group by one_id_map.one_id
),

left_carts as (
    select
        one_id_map.one_id,
        max(carts.abandoned_on) as last_cart_left_on
    from carts
    inner join one_id_map
        on one_id_map.account_key = carts.account_key
    where carts.abandoned_on < warehouse.as_of()
    group by one_id_map.one_id
),

-- Nothing was done only where it would have been seen.
final as (
    select
        people.one_id,
        coalesce(acts.active_day_count, 0) as active_day_count,
        case when has_event then coalesce(view_count, 0) end as view_count,
        case when has_event then coalesce(search_count, 0) end as search_count,
        case when has_event then coalesce(cart_count, 0) end as cart_count,
        case when has_event then coalesce(share_count, 0) end as share_count,
        case when max(social_count) over () > 0 then coalesce(social_count, 0)
        end as social_count,
        acts.last_visited_on,
        acts.last_store_visit_on,
        acts.last_clicked_on,
        acts.last_reviewed_on,
        left_carts.last_cart_left_on
    from people
    cross join windows
    left join acts
        on acts.one_id = people.one_id
    left join left_carts
        on left_carts.one_id = people.one_id
    where people.engagement_observed_from is not null
)

select * from final
