with

arms as (
    select * from ods.campaign_arm
),

final as (
    select
        campaign_id,
        arm,
        is_holdout,
        planned_share,
        channel,
        face_amount,
        threshold_amount,
        cost_amount,
        currency,
        send_hour,
        benefit
    from arms
)

select * from final
