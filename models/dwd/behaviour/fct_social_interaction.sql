with

interactions as (
    select * from ods.social_interaction
),

event_types as (
    select * from dwd.event_type
),

settings as (
    select * from dwd.source_setting
),

final as (
    select
        interactions.interaction_id,
        warehouse.key(interactions.platform, interactions.account_id)
            as account_key,
        interactions.platform as source,
        interactions.account_id as source_account_id,
        coalesce(event_types.event_type, 'other') as event_type,
        coalesce(event_types.is_engagement, false) as is_engagement,
        interactions.occurred_at,
        (interactions.occurred_at at time zone settings.time_zone)::date
            as occurred_on,
        interactions.content_topic
    from interactions
    left join event_types
        on event_types.source_event_type = interactions.interaction_type
    left join settings
        on settings.source = interactions.platform
)

select * from final
