with

events as (
    select * from dwd.fct_event
),

items as (
    select * from dwd.fct_order_item
),

settings as (
    select * from dwd.source_setting
),

additions as (
    select
        event_id,
        account_key,
        session_key,
        channel,
        source,
        product_key,
        business_line,
        occurred_at,
        occurred_on
    from events
    where event_type = 'add_to_cart'
        and account_key is not null
        and session_key is not null
        and product_key is not null
),

acts as (
    select
        event_id, account_key, session_key, channel, source,
        product_key, business_line,
        occurred_at as acted_at, occurred_on as acted_on,
        false as is_purchase
    from additions

    union all

    select
        null as event_id, account_key, null as session_key,
        null as channel, source,
        product_key, null as business_line,
        ordered_at as acted_at, null as acted_on,
        true as is_purchase
    from items
    where not is_return
        and quantity > 0
        and exists (
            select
            from additions
            where additions.account_key = items.account_key
                and additions.product_key = items.product_key
        )
),

-- A purchase at the same moment came after the addition.
followed as (
    select
        event_id,
        account_key,
        session_key,
        channel,
        source,
        product_key,
        business_line,
        acted_at,
        acted_on,
        acted_at + interval '24 hours' as expires_at,
        lead(acted_at) over acts_of_product as next_at,
        lead(is_purchase) over acts_of_product as is_next_purchase
    from acts
    window acts_of_product as (
        partition by account_key, product_key
        order by acted_at, is_purchase, event_id
    )
),

final as (
    select
        followed.event_id,
        followed.account_key,
        followed.session_key,
        followed.channel,
        followed.source,
        followed.product_key,
        followed.business_line,
        followed.acted_at as added_at,
        followed.acted_on as added_on,
        case when next_at < expires_at and is_next_purchase then next_at end
            as bought_at,
        case when next_at < expires_at and not is_next_purchase then next_at end
            as added_again_at,
        case when next_at < expires_at is not true then expires_at end
            as abandoned_at,
        case
            when next_at < expires_at is not true
                then (expires_at at time zone settings.time_zone)::date
        end as abandoned_on
    from followed
    left join settings
        on settings.source = followed.source
    where followed.event_id is not null
)

select * from final
