with

events as (
    select * from dwd.fct_event
),

touches as (
    select * from dwd.fct_touch
),

points as (
    select * from dwd.fct_point
),

acts as (
    select
        account_key,
        occurred_on as engaged_on,
        event_type as act
    from events
    where is_engagement

    union all

    select
        touches.account_key,
        answers.engaged_on,
        answers.act
    from touches
    cross join lateral (values
        (touches.opened_on, 'message_open'),
        (touches.clicked_on, 'message_click')
    ) as answers (engaged_on, act)
    where answers.engaged_on is not null

    union all

    select
        account_key,
        occurred_on as engaged_on,
        'redemption' as act
    from points
    where type = 'redeem'
),

final as (
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
        count(*) filter (where act = 'activity_sign_up') as sign_up_count,
        count(*) filter (where act = 'message_open') as message_open_count,
        count(*) filter (where act = 'message_click') as message_click_count,
        count(*) filter (where act = 'redemption') as redemption_count
    from acts
    where account_key is not null
        and engaged_on is not null
    group by account_key, engaged_on
)

select * from final
