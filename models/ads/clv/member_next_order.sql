with

forecasts as (
    select * from dws.member_order_forecast
),

members as (
    select * from dws.member_summary
),

profiles as (
    select * from dws.member_profile
),

-- The first day to come is as_of itself.
final as (
    select
        forecasts.one_id, forecasts.business_line,
        members.last_purchased_on,
        1 - forecasts.no_order_probability_180d as order_probability_180d,
        warehouse.as_of() + forecasts.next_order_days - 1 as next_order_on,
        warehouse.as_of() + forecasts.next_order_least_days - 1
            as next_order_from_on,
        warehouse.as_of() + forecasts.next_order_most_days - 1
            as next_order_until_on,
        profiles.usual_weekday, profiles.usual_hour,
        forecasts.model, forecasts.chosen_because as validation
    from forecasts
    inner join members
        on members.one_id = forecasts.one_id
        and members.business_line = forecasts.business_line
    left join profiles
        on profiles.one_id = forecasts.one_id
)

select * from final
