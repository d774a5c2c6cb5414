with

rules as (
    select * from dws.profile_rule
),

one_id_map as (
    select * from dwd.one_id_map
),

settings as (
    select * from dwd.source_setting
),

stores as (
    select * from dwd.dim_store
),

orders as (
    select * from dwd.fct_order
),

sessions as (
    select * from dwd.event_session
),

touches as (
    select * from dwd.fct_touch
),

choices as (
    select orders.account_key, orders.ordered_on as acted_on,
        chosen.choice, chosen.value
    from orders
    inner join settings
        on settings.source = orders.source
    left join stores
        on stores.store_code = orders.store_code
    cross join lateral (values
        ('weekday', extract(isodow from orders.ordered_on)::text),
        ('hour', extract(
            hour from orders.ordered_at at time zone settings.time_zone
        )::text),
        ('channel', orders.source),
        ('store', case when stores.city is not null then stores.store_code end)
    ) as chosen (choice, value)
    where orders.sold_on is not null

    union all

    select sessions.account_key, sessions.started_on as acted_on,
        chosen.choice, chosen.value
    from sessions
    inner join settings
        on settings.source = sessions.source
    cross join lateral (values
        ('weekday', extract(isodow from sessions.started_on)::text),
        ('hour', extract(
            hour from sessions.started_at at time zone settings.time_zone
        )::text)
    ) as chosen (choice, value)

    union all

    select account_key, coalesce(opened_on, clicked_on) as acted_on,
        'message_channel' as choice, channel as value
    from touches
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
