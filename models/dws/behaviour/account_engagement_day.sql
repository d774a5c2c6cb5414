with

events as (
    select * from dwd.fct_event
),

interactions as (
    select * from dwd.fct_social_interaction
),

touches as (
    select * from dwd.fct_touch
),

points as (
    select * from dwd.fct_point
),

observed_sources as (
    select * from dwd.observed_source
),

acts as (
    select account_key, occurred_on as engaged_on, event_type as act
    from events
    where is_engagement
    union all
    select account_key, occurred_on as engaged_on, 'social' as act
    from interactions
    where is_engagement
    union all
    select touches.account_key, answers.engaged_on, answers.act
    from touches
    cross join lateral (values
        (touches.opened_on, 'message_open'),
        (touches.clicked_on, 'message_click')
    ) as answers (engaged_on, act)
    where answers.engaged_on is not null
    union all
    select account_key, occurred_on as engaged_on, 'redemption' as act
    from points
    where type = 'redeem'
),

counted as (
    select
        account_key,
        engaged_on,
        count(*) as act_count,
        count(*) filter (where act in ('login', 'open')) as open_count,
        count(*) filter (where act = 'view') as view_count,
        count(*) filter (where act = 'search') as search_count,
        count(*) filter (where act = 'favourite') as favourite_count,
        count(*) filter (where act = 'add_to_cart') as cart_count,
        count(*) filter (where act = 'check_in') as check_in_count,
        count(*) filter (where act = 'review') as review_count,
        count(*) filter (where act = 'share') as share_count,
        count(*) filter (where act = 'invite') as invite_count,
        count(*) filter (where act = 'store_check_in') as store_visit_count,
        count(*) filter (where act = 'activity_sign_up') as sign_up_count,
        count(*) filter (where act = 'activity_attended') as attendance_count,
        count(*) filter (where act = 'social') as social_count,
        count(*) filter (where act = 'message_open') as message_open_count,
        count(*) filter (where act = 'message_click') as message_click_count,
        count(*) filter (where act = 'redemption') as redemption_count
    from acts
    where num_nulls(account_key, engaged_on) = 0
    group by account_key, engaged_on
),

observed_days as (
    select
        day_on::date as engaged_on,
        bool_or(source = 'ods.event') as has_event,
        bool_or(source = 'ods.social_interaction') as has_social,
        bool_or(source = 'ods.touch') as has_touch,
        bool_or(source = 'ods.point_entry') as has_point
    from observed_sources
    cross join generate_series(first_on, last_on, '1 day') as days (day_on)
    group by engaged_on
),

final as (
    select
        account_key,
        engaged_on,
        act_count,
        case when has_event then open_count end as open_count,
        case when has_event then view_count end as view_count,
        case when has_event then search_count end as search_count,
        case when has_event then favourite_count end as favourite_count,
        case when has_event then cart_count end as cart_count,
        case when has_event then check_in_count end as check_in_count,
        case when has_event then review_count end as review_count,
        case when has_event then share_count end as share_count,
        case when has_event then invite_count end as invite_count,
        case when has_event then store_visit_count end as store_visit_count,
        case when has_event then sign_up_count end as sign_up_count,
        case when has_event then attendance_count end as attendance_count,
        case when has_social then social_count end as social_count,
        case when has_touch then message_open_count end as message_open_count,
        case when has_touch then message_click_count end as message_click_count,
        case when has_point then redemption_count end as redemption_count
    from counted
    left join observed_days using (engaged_on)
)

select * from final
