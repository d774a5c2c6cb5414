with

rules as (
    select * from dws.profile_rule
),

one_id_map as (
    select * from dwd.one_id_map
),

products as (
    select * from dwd.dim_product
),

product_days as (
    select * from dws.account_product_day
),

events as (
    select * from dwd.fct_event
),

windows as (
    select
        warehouse.as_of() - max(value) filter (
            where name = 'intent_window_days'
        )::integer as intent_from,
        warehouse.as_of() - max(value) filter (
            where name = 'activity_window_days'
        )::integer as activity_from,
        max(value) filter (where name = 'intent_least_count') as least_count
    from rules
),

sought as (
    select
        one_id_map.one_id,
        chosen.choice,
        chosen.value,
        count(*) as act_count,
        count(*) filter (where events.occurred_on >= windows.intent_from)
            as recent_count,
        max(events.occurred_on) as last_on
    from events
    inner join one_id_map
        on one_id_map.account_key = events.account_key
    left join products
        on products.product_key = events.product_key
    inner join windows
        on events.occurred_on
        >= least(windows.intent_from, windows.activity_from)
    cross join lateral (values
        ('category', products.category, 'view'),
        ('search_text', events.search_text, 'search')
    ) as chosen (choice, value, event_type)
    where events.occurred_on < warehouse.as_of()
        and events.event_type = chosen.event_type
        and chosen.value is not null
    group by one_id_map.one_id, chosen.choice, chosen.value
),

bought as (
    select distinct
        one_id_map.one_id,
        'category' as choice,
        products.category as value
    from product_days
    inner join products
        on products.product_key = product_days.product_key
    inner join one_id_map
        on one_id_map.account_key = product_days.account_key
    inner join windows
        on product_days.sold_on >= windows.intent_from
    where product_days.sold_on < warehouse.as_of()
        and product_days.gross_amount > 0
),

final as (
    select
        one_id,
        (array_agg(value order by recent_count desc, last_on desc, value)
            filter (
                where choice = 'category'
                    and recent_count >= windows.least_count
                    and bought.one_id is null
            ))[1] as intent_category,
        jsonb_agg(value order by act_count desc, last_on desc, value) filter (
            where choice = 'category'
        ) as viewed_categories,
        jsonb_agg(value order by act_count desc, last_on desc, value) filter (
            where choice = 'search_text'
        ) as searched_texts
    from sought
    left join bought using (one_id, choice, value)
    cross join windows
    group by one_id
)

select * from final
