with

spend as (
    select * from ods.channel_spend
),

final as (
    select
        spent_on,
        channel,
        medium,
        spend_amount,
        currency,
        impression_count,
        click_count
    from spend
)

select * from final
