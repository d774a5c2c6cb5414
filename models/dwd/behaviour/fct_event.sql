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

keyed as (
    select
        event_id, warehouse.key(channel, account_id) as account_key,
        channel as source, account_id as source_account_id,
        event_type as source_event_type, occurred_at, product_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id
    from events
),

-- Both windows have one order, and come before the joins, so that rows are
-- sorted once. An event without an account or a moment belongs to no session.
session_starts as (
    select
        event_id, account_key, source, source_account_id,
        source_event_type, occurred_at, product_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id,
        case
            when account_key is not null
                and occurred_at - lag(occurred_at) over account_events
                < interval '30 minutes' is not true
                then occurred_at
        end as session_start_at
    from keyed
    window account_events as (
        partition by account_key order by occurred_at, event_id
    )
),

sessions as (
    select
        event_id, account_key, source, source_account_id,
        source_event_type, occurred_at, product_code,
        content_topic, search_text, dwell_seconds, rating, promotion_id,
        max(session_start_at) over (
            partition by account_key
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
                    sessions.account_key::text,
                    extract(epoch from sessions.session_started_at)::text
                )
        end as session_key,
        sessions.source,
        sessions.source_account_id,
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
        sessions.promotion_id
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
