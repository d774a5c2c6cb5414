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

goods as (
    select account_key, sold_on as acted_on, product_key
    from product_days
    where sold_on = effective_on
        and gross_amount > 0

    union all

    select account_key, occurred_on as acted_on, product_key
    from events
    where event_type in ('view', 'favourite', 'add_to_cart')
),

choices as (
    select goods.account_key, goods.acted_on, chosen.choice, chosen.value
    from goods
    inner join products
        on products.product_key = goods.product_key
    cross join lateral (values
        ('category', products.category),
        ('series', products.series)
    ) as chosen (choice, value)

    union all

    select account_key, occurred_on as acted_on,
        'content_topic' as choice, content_topic as value
    from events

    union all

    select account_key, occurred_on as acted_on,
        'content_topic' as choice, content_topic as value
    from interactions
    where is_engagement
),

counted as (
    select
        one_id_map.one_id, choices.choice, choices.value,
        count(distinct choices.acted_on) as day_count,
        max(choices.acted_on) as last_on
    from choices
    inner join one_id_map
        on one_id_map.account_key = choices.account_key
    inner join rules
        on rules.name = 'preference_window_days'
        and choices.acted_on >= warehouse.as_of() - rules.value::integer
    where choices.acted_on < warehouse.as_of()
        and choices.value is not null
    group by one_id_map.one_id, choices.choice, choices.value
),

ranked as (
    select
        one_id, choice, value, day_count, last_on,
        sum(day_count) over (partition by one_id, choice)::bigint
            as all_day_count,
        row_number() over (
            partition by one_id, choice
            order by day_count desc, last_on desc, value
        ) as place
    from counted
),

final as (
    select one_id, choice, value, day_count, all_day_count, last_on
    from ranked
    where place = 1
)

select * from final
