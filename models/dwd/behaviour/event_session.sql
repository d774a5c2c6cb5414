with

events as (
    select * from dwd.fct_event
),

settings as (
    select * from dwd.source_setting
),

sessions as (
    select
        session_key,
        account_key,
        channel,
        source,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        count(*) as event_count,
        bool_or(event_type = 'add_to_cart') as has_cart
    from events
    where session_key is not null
    group by session_key, account_key, channel, source
),

final as (
    select
        sessions.session_key,
        sessions.account_key,
        sessions.channel,
        sessions.source,
        sessions.started_at,
        (sessions.started_at at time zone settings.time_zone)::date
            as started_on,
        sessions.ended_at,
        sessions.event_count,
        sessions.has_cart
    from sessions
    left join settings
        on settings.source = sessions.source
)

select * from final
