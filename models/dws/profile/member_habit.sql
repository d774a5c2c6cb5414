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

-- An aggregate, so that the bounds are not worked out for each act.
windows as (
    select
        max(warehouse.as_of() - value::integer) as starts_on,
        max(warehouse.as_of()) as ends_before
    from rules
    where name = 'preference_window_days'
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
        sum(count(distinct choices.acted_on)) over (
            partition by one_id_map.one_id, choices.choice
        )::bigint as all_day_count,
        max(choices.acted_on) as last_on
    from choices
    inner join one_id_map
        on one_id_map.account_key = choices.account_key
    inner join windows
        on choices.acted_on >= windows.starts_on
        and choices.acted_on < windows.ends_before
    where choices.value is not null
    group by one_id_map.one_id, choices.choice, choices.value
),

final as (
    select distinct on (one_id, choice)
        one_id, choice, value, day_count, all_day_count, last_on
    from counted
    order by one_id, choice, day_count desc, last_on desc, value
)

select * from final
