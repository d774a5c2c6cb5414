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

interactions as (
    select * from dwd.fct_social_interaction
),

-- An aggregate, so that the bounds are not worked out for each act.
windows as (
    select
        max(warehouse.as_of() - value::integer) as starts_on,
        max(warehouse.as_of()) as ends_before
    from rules
    where name = 'preference_window_days'
),

-- One pass over the events: a second one would store them all on the way.
acts as (
    select account_key, sold_on as acted_on, product_key,
        null::text as content_topic
    from product_days
    where sold_on = effective_on
        and gross_amount > 0

    union all

    select account_key, occurred_on as acted_on,
        case
            when event_type in ('view', 'favourite', 'add_to_cart')
                then product_key
        end as product_key,
        content_topic
    from events

    union all

    select account_key, occurred_on as acted_on, null::bigint as product_key,
        content_topic
    from interactions
    where is_engagement
),

days as (
    select distinct
        one_id_map.one_id, acts.acted_on, products.category, products.series,
        acts.content_topic
    from acts
    inner join one_id_map
        on one_id_map.account_key = acts.account_key
    inner join windows
        on acts.acted_on >= windows.starts_on
        and acts.acted_on < windows.ends_before
    left join products
        on products.product_key = acts.product_key
    where coalesce(products.category, products.series, content_topic)
        is not null
),

choices as (
    select
        days.one_id, chosen.choice, chosen.value, days.acted_on
    from days
    cross join lateral (values
        ('category', days.category),
        ('series', days.series),
        ('content_topic', days.content_topic)
    ) as chosen (choice, value)
    where chosen.value is not null
),

counted as (
    select
        one_id, choice, value, count(distinct acted_on) as day_count,
        sum(count(distinct acted_on)) over (partition by one_id, choice)::bigint
            as all_day_count,
        max(acted_on) as last_on
    from choices
    group by one_id, choice, value
),

final as (
    select distinct on (one_id, choice)
        one_id, choice, value, day_count, all_day_count, last_on
    from counted
    order by one_id, choice, day_count desc, last_on desc, value
)

select * from final
