with

touches as not materialized (
    select * from ods.touch
),

consents as (
    select * from ods.consent
),

campaigns as (
    select * from ods.campaign
),

promotions as (
    select * from dwd.dim_promotion
),

settings as (
    select * from dwd.source_setting
),

withdrawals as (
    select source, source_account_id, channel, changed_at
    from consents
    where reason = 'reply'
        and not is_granted
),

acts as (
    select
        touch_id, source, source_account_id, channel,
        sent_at as acted_at, false as is_withdrawal
    from touches
    where exists (
        select
        from withdrawals
        where withdrawals.source = touches.source
            and withdrawals.source_account_id = touches.source_account_id
            and withdrawals.channel = touches.channel
    )

    union all

    select
        null as touch_id, source, source_account_id, channel,
        changed_at as acted_at, true as is_withdrawal
    from withdrawals
),

-- A reply answers the newest message of the same account and channel.
followed as (
    select
        touch_id, acted_at,
        lead(acted_at) over acts_of_account as next_at,
        lead(is_withdrawal) over acts_of_account as is_next_withdrawal
    from acts
    window acts_of_account as (
        partition by source, source_account_id, channel
        order by acted_at, is_withdrawal, touch_id
    )
),

unsubscribes as (
    select touch_id, next_at as unsubscribed_at
    from followed
    where touch_id is not null
        and is_next_withdrawal
        and next_at < acted_at + interval '7 days'
),

final as (
    select
        touches.touch_id,
        warehouse.key(touches.source, touches.source_account_id)
            as account_key,
        touches.source, touches.source_account_id, touches.channel,
        touches.address, touches.segment_name, touches.snapshot_number,
        touches.campaign_id, touches.arm, touches.topic, touches.promotion_id,
        coalesce(campaigns.business_line, promotions.business_line)
            as business_line, touches.sent_at,
        (touches.sent_at at time zone settings.time_zone)::date as sent_on,
        touches.delivery_status, answers.is_open_observed,
        answers.opened_at,
        (answers.opened_at at time zone settings.time_zone)::date as opened_on,
        touches.clicked_at,
        (touches.clicked_at at time zone settings.time_zone)::date
            as clicked_on,
        unsubscribes.unsubscribed_at,
        (unsubscribes.unsubscribed_at at time zone settings.time_zone)::date
            as unsubscribed_on,
        touches.cost_amount, touches.currency
    from touches
    -- A text message reports clicks only. Elsewhere a click without an opening
    -- is an opening that was not reported, as of an email without images.
    cross join lateral (
        select
            touches.channel is distinct from 'sms' as is_open_observed,
            case
                when touches.channel is distinct from 'sms'
                    then least(touches.opened_at, touches.clicked_at)
            end as opened_at
    ) as answers
    left join campaigns using (campaign_id)
    left join promotions using (promotion_id)
    left join settings using (source)
    left join unsubscribes using (touch_id)
)

select * from final
