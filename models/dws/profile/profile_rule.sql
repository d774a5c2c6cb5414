with

parameters as (
    select * from dwd.parameter_span
),

present as (
    select
        name,
        value
    from parameters
    where business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
        and name in (
            'preference_window_days', 'preference_least_count',
            'preference_weight_count', 'weekday_least_rate', 'hour_least_rate',
            'channel_least_rate', 'store_least_rate',
            'message_channel_least_rate', 'category_least_rate',
            'series_least_rate', 'content_topic_least_rate',
            'activity_window_days', 'intent_window_days', 'intent_least_count',
            'procedure_care_days', 'benefit_window_days',
            'benefit_weight_count', 'benefit_least_count',
            'benefit_least_index'
        )
),

final as (
    select
        name,
        value,
        left(
            md5(string_agg(name || '=' || value::text, ' ') over everything), 8
        ) as rules_version
    from present
    window everything as (
        order by name
        rows between unbounded preceding and unbounded following
    )
)

select * from final
