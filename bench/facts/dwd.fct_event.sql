-- The key of an account is hashed once for each account, and that of a session once for each session.
with accounts as materialized (
    select channel, account_id, warehouse.key(case channel when 'web' then 'crm' else channel end, account_id) as account_key
    from ods.event group by channel, account_id
), starts as (
    select
        events.*, case events.channel when 'web' then 'crm' else events.channel end as source, accounts.account_key,
        case when events.account_id is null then visitor_id end as anonymous_id,
        case
            when num_nonnulls(accounts.account_key, case when events.account_id is null then visitor_id end) > 0
                and occurred_at - lag(occurred_at) over w < interval '30 minutes' is not true
                then occurred_at
        end as starts_at
    from ods.event as events
    left join accounts
        on accounts.channel = events.channel and accounts.account_id = events.account_id
    window w as (
        partition by accounts.account_key, case when events.account_id is null then visitor_id end order by occurred_at, event_id
    )
), sessions as (
    select
        *, max(starts_at) over (
            partition by account_key, anonymous_id order by occurred_at, event_id rows unbounded preceding
        ) as session_started_at
    from starts
)
select
    sessions.event_id, sessions.account_key,
    case
        when occurred_at is not null
            then warehouse.key(coalesce(sessions.account_key::text, anonymous_id), extract(epoch from session_started_at)::text)
    end as session_key,
    channel, sessions.source, account_id as source_account_id, visitor_id, coalesce(types.event_type, 'other') as event_type,
    coalesce(types.is_engagement, false) as is_engagement, occurred_at,
    (occurred_at at time zone settings.time_zone)::date as occurred_on, products.product_key, sessions.product_code,
    coalesce(products.business_line, promotions.business_line) as business_line, content_topic, btrim(search_text) as search_text,
    dwell_seconds, rating, sessions.promotion_id, sessions.store_code
from sessions
left join dwd.event_type as types on types.source_event_type = sessions.event_type
left join dwd.dim_product as products on products.code_system = 'catalogue' and products.product_code = sessions.product_code
left join dwd.dim_promotion as promotions on promotions.promotion_id = sessions.promotion_id
left join dwd.source_setting as settings on settings.source = sessions.source
