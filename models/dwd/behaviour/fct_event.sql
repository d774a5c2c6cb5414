with

events as (
    select * from ods.event
),

event_types as (
    select * from dwd.event_type
),

products as (
    select * from dwd.dim_product
),

promotions as (
    select * from dwd.dim_promotion
),

settings as (
    select * from dwd.source_setting
),

-- Members sign in to the website with their account of the member centre.
keyed as (
    select
        event_id, channel, source, account_id, visitor_id,
        warehouse.key(source, account_id) as account_key,
        case when account_id is null then visitor_id end as anonymous_id,
        event_type as source_event_type, occurred_at, product_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id,
        store_code
    from events
    cross join lateral (
        select case channel when 'web' then 'crm' else channel end as source
    ) as accounts
),

-- Both windows have one order, and come before the joins, so that rows are
-- sorted once. An event of nobody, or without a moment, has no session.
session_starts as (
    select
        event_id, account_key, anonymous_id, channel, source, account_id,
        visitor_id, source_event_type, occurred_at, product_code, store_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id,
        case
            when num_nonnulls(account_key, anonymous_id) > 0
                and occurred_at - lag(occurred_at) over actor_events
                < interval '30 minutes' is not true
                then occurred_at
        end as session_start_at
    from keyed
    window actor_events as (
        partition by account_key, anonymous_id order by occurred_at, event_id
    )
),

sessions as (
    select
        event_id, account_key, anonymous_id, channel, source, account_id,
        visitor_id, source_event_type, occurred_at, product_code, store_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id,
        max(session_start_at) over (
            partition by account_key, anonymous_id
            order by occurred_at, event_id
            rows unbounded preceding
        ) as session_started_at
    from session_starts
),

final as (
    select
        sessions.event_id,
        sessions.account_key,
        case
            when sessions.occurred_at is not null
                then warehouse.key(
                    coalesce(sessions.account_key::text, anonymous_id),
                    extract(epoch from sessions.session_started_at)::text
                )
        end as session_key,
        sessions.channel, sessions.source,
        sessions.account_id as source_account_id,
        sessions.visitor_id,
        coalesce(event_types.event_type, 'other') as event_type,
        coalesce(event_types.is_engagement, false) as is_engagement,
        sessions.occurred_at,
        (sessions.occurred_at at time zone settings.time_zone)::date
            as occurred_on,
        products.product_key,
        sessions.product_code,
        coalesce(products.business_line, promotions.business_line)
            as business_line,
        sessions.content_topic,
        btrim(sessions.search_text) as search_text,
        sessions.dwell_seconds,
        sessions.rating,
        sessions.promotion_id, sessions.store_code
    from sessions
    left join event_types
        on event_types.source_event_type = sessions.source_event_type
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = sessions.product_code
    left join promotions
        on promotions.promotion_id = sessions.promotion_id
    left join settings
        on settings.source = sessions.source
)

select * from final
