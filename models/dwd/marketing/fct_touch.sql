with

touches as (
    select * from ods.touch
),

consents as (
    select * from ods.consent
),

campaigns as (
    select * from ods.campaign
),

settings as (
    select * from dwd.source_setting
),

-- A reply answers the newest message of the same account and channel.
replies as (
    select distinct on (
        consents.source,
        consents.source_account_id,
        consents.channel,
        consents.changed_at
    )
        touches.touch_id,
        consents.changed_at as replied_at
    from consents
    inner join touches
        on touches.source = consents.source
        and touches.source_account_id = consents.source_account_id
        and touches.channel = consents.channel
        and touches.sent_at <= consents.changed_at
        and touches.sent_at > consents.changed_at - interval '7 days'
    where consents.reason = 'reply'
        and not consents.is_granted
    order by
        consents.source,
        consents.source_account_id,
        consents.channel,
        consents.changed_at,
        touches.sent_at desc,
        touches.touch_id desc
),

unsubscribes as (
    select
        touch_id,
        min(replied_at) as unsubscribed_at
    from replies
    group by touch_id
),

final as (
    select
        touches.touch_id,
        warehouse.key(touches.source, touches.source_account_id)
            as account_key,
        touches.source,
        touches.source_account_id,
        touches.channel,
        touches.campaign_id,
        touches.arm,
        touches.topic,
        campaigns.business_line,
        touches.sent_at,
        (touches.sent_at at time zone settings.time_zone)::date as sent_on,
        answers.is_open_observed,
        answers.opened_at,
        (answers.opened_at at time zone settings.time_zone)::date as opened_on,
        touches.clicked_at,
        (touches.clicked_at at time zone settings.time_zone)::date
            as clicked_on,
        unsubscribes.unsubscribed_at,
        (unsubscribes.unsubscribed_at at time zone settings.time_zone)::date
            as unsubscribed_on,
        touches.cost_amount,
        touches.currency
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
    left join campaigns
        on campaigns.campaign_id = touches.campaign_id
    left join settings
        on settings.source = touches.source
    left join unsubscribes
        on unsubscribes.touch_id = touches.touch_id
)

select * from final
