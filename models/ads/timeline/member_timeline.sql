with

accounts as (
    select * from dwd.one_id_map
),

rules as (
    select * from dws.lifecycle_rule
),

-- Each fact is read by the index on its account, so that one member is fast.
acts as (
    select accounts.one_id, act.kind, act.occurred_at, act.occurred_on,
        act.title, act.amount, act.channel, act.reference
    from accounts
    cross join lateral (
        select 'order' as kind, coalesce(paid_at, ordered_at) as occurred_at,
            coalesce(sold_on, ordered_on) as occurred_on, status as title,
            gross_amount as amount, source as channel, order_id as reference
        from dwd.fct_order where account_key = accounts.account_key
        union all
        select 'return', sold_at, sold_on, return_reason, -returned_amount,
            source, order_id
        from dwd.fct_order_item
        where account_key = accounts.account_key and is_return
        union all
        select 'event', occurred_at, occurred_on,
            concat_ws(' ', event_type, coalesce(
                product_code, search_text, content_topic, store_code
            )), null, channel, event_id
        from dwd.fct_event where account_key = accounts.account_key
        union all
        select 'social', occurred_at, occurred_on,
            concat_ws(' ', event_type, content_topic), null, source,
            interaction_id
        from dwd.fct_social_interaction
        where account_key = accounts.account_key
        union all
        select 'touch', sent_at, sent_on, concat_ws(' ', topic, campaign_id),
            -cost_amount, channel, touch_id
        from dwd.fct_touch where account_key = accounts.account_key
        union all
        select 'touch_opened', opened_at, opened_on,
            concat_ws(' ', topic, campaign_id), null, channel, touch_id
        from dwd.fct_touch where account_key = accounts.account_key
        union all
        select 'coupon_issued', issued_at, issued_on, offer, face_amount,
            source, coupon_id
        from dwd.fct_coupon where account_key = accounts.account_key
        union all
        select 'coupon_redeemed', redeemed_at, redeemed_on, offer,
            face_amount, source, coupon_id
        from dwd.fct_coupon where account_key = accounts.account_key
        union all
        select 'points', occurred_at, occurred_on,
            concat_ws(' ', type, reason), points, source, entry_id
        from dwd.fct_point where account_key = accounts.account_key
        union all
        select 'benefit', granted_at, granted_on, benefit, null, source,
            grant_id
        from dwd.fct_benefit_grant where account_key = accounts.account_key
        union all
        select 'benefit_used', used_at, used_on, benefit, -cost_amount,
            source, grant_id
        from dwd.fct_benefit_grant where account_key = accounts.account_key
        union all
        select 'ticket', opened_at, opened_on, category, null,
            contact_channel, ticket_id
        from dwd.fct_ticket where account_key = accounts.account_key
        union all
        select 'delivery', delivered_at, delivered_on, carrier, null,
            source, delivery_id
        from dwd.fct_delivery where account_key = accounts.account_key
        union all
        select 'level', starts_at, starts_on, level, null, source, reason
        from dwd.level_span where account_key = accounts.account_key
        union all
        select 'consent', changed_at, changed_on,
            case when is_granted then 'granted' else 'withdrawn' end, null,
            channel, reason
        from dwd.consent_change where account_key = accounts.account_key
        union all
        select 'assignment', assigned_at, assigned_on, arm, null, null,
            campaign_id
        from dwd.fct_assignment where account_key = accounts.account_key
        union all
        select 'survey', answered_at, answered_on,
            concat_ws(': ', question, answer), null, source, response_id
        from dwd.fct_survey_answer where account_key = accounts.account_key
    ) as act
),

final as (
    select one_id, occurred_at, occurred_on, kind, title, amount, channel,
        reference
    from acts
    where occurred_on < (select max(judged_on) from rules)
)

select * from final
