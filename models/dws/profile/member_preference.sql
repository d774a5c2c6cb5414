with

rules as (
    select * from dws.profile_rule
),

habits as (
    select * from dws.member_habit
),

interests as (
    select * from dws.member_interest
),

most_frequent as (
    select one_id, choice, value, day_count, all_day_count
    from habits

    union all

    select one_id, choice, value, day_count, all_day_count
    from interests
),

preferences as (
    select most_frequent.one_id, most_frequent.choice, most_frequent.value
    from most_frequent
    inner join rules as least_rates
        on least_rates.name = most_frequent.choice || '_least_rate'
    inner join rules as least_counts
        on least_counts.name = 'preference_least_count'
    inner join rules as weights
        on weights.name = 'preference_weight_count'
    where most_frequent.day_count >= least_counts.value
        and most_frequent.day_count >= least_rates.value
        * (most_frequent.all_day_count + weights.value)
),

final as (
    select
        one_id,
        max(value) filter (where choice = 'weekday')::integer as usual_weekday,
        max(value) filter (where choice = 'hour')::integer as usual_hour,
        max(value) filter (where choice = 'channel') as preferred_channel,
        max(value) filter (where choice = 'store') as preferred_store,
        max(value) filter (where choice = 'message_channel')
            as preferred_message_channel,
        max(value) filter (where choice = 'category') as preferred_category,
        max(value) filter (where choice = 'series') as preferred_series,
        max(value) filter (where choice = 'content_topic') as content_topic
    from preferences
    group by one_id
)

select * from final
