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
        event_id,
        warehouse.key(channel, account_id) as account_key,
        channel as source,
        account_id as source_account_id,
        event_type as source_event_type,
        occurred_at,
        product_code,
        content_topic,
        search_text,
        dwell_seconds,
        rating,
        promotion_id
    from events
),

-- An event without an account or a moment belongs to no session.
session_starts as (
    select
        event_id,
        account_key,
        source,
        source_account_id,
        source_event_type,
        occurred_at,
        case
            when account_key is not null
                and occurred_at - lag(occurred_at) over account_events
                < interval '30 minutes' is not true
                then occurred_at
        end as session_start_at,
        product_code,
        content_topic,
        search_text,
        dwell_seconds,
        rating,
        promotion_id
    from keyed
    window account_events as (
        partition by account_key, occurred_at is null
        order by occurred_at, event_id
    )
),

final as (
    select
        acts.event_id,
        acts.account_key,
        warehouse.key(
            acts.account_key::text,
            extract(epoch from max(acts.session_start_at) over (
                partition by acts.account_key, acts.occurred_at is null
                order by acts.occurred_at, acts.event_id
                rows unbounded preceding
            ))::text
        ) as session_key,
        acts.source,
        acts.source_account_id,
        coalesce(event_types.event_type, 'other') as event_type,
        coalesce(event_types.is_engagement, false) as is_engagement,
        acts.occurred_at,
        (acts.occurred_at at time zone settings.time_zone)::date as occurred_on,
        products.product_key,
        acts.product_code,
        coalesce(products.business_line, promotions.business_line)
            as business_line,
        acts.content_topic,
        btrim(acts.search_text) as search_text,
        acts.dwell_seconds,
        acts.rating,
        acts.promotion_id
    from session_starts as acts
    left join event_types
        on event_types.source_event_type = acts.source_event_type
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = acts.product_code
    left join promotions
        on promotions.promotion_id = acts.promotion_id
    left join settings
        on settings.source = acts.source
)

select * from final
