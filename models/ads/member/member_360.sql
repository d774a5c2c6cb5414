with

summaries as (
    select * from dws.member_summary
),

member_rfm as (
    select * from dws.member_rfm
),

rfm_segments as (
    select * from ads.member_rfm
),

lifecycles as (
    select * from ads.member_lifecycle
),

churn_signals as (
    select * from ads.member_churn_signal
),

origins as (
    select * from dws.member_origin
),

profiles as (
    select * from dws.member_profile
),

final as (
    select
        summaries.one_id,
        origins.source_account_ids, origins.country,
        summaries.first_seen_on, summaries.registered_on,
        summaries.cancelled_on, summaries.account_count,
        summaries.first_purchased_on, summaries.last_purchased_on,
        warehouse.as_of() - summaries.last_purchased_on as days_since_purchase,
        summaries.lifetime_purchase_count, summaries.order_count,
        summaries.net_amount, summaries.average_order_amount,
        summaries.currency,
        warehouse.as_of() - member_rfm.last_purchased_on as recency_days,
        member_rfm.purchase_count,
        member_rfm.monetary_amount, member_rfm.r_score, member_rfm.f_score,
        member_rfm.m_score, member_rfm.rfm_cell, member_rfm.rfm_label_zh,
        member_rfm.rfm_label_en, rfm_segments.segment as rfm_segment,
        lifecycles.since_on as stage_since_on, lifecycles.previous_stage,
        lifecycles.next_stage, lifecycles.next_stage_on,
        churn_signals.is_at_risk, churn_signals.risk_weight,
        churn_signals.strongest_signal,
        churn_signals.reason_zh as risk_reason_zh,
        churn_signals.reason_en as risk_reason_en,
        profiles.value_tier, profiles.behaviour_class, profiles.strategy_class,
        profiles.level, profiles.is_paid_member, profiles.paid_member_until,
        profiles.purchase_count_365d, profiles.net_amount_365d,
        profiles.units_per_order, profiles.point_balance, profiles.coupon_count,
        profiles.coupon_ends_on, profiles.benefit_count,
        profiles.benefit_ends_on, profiles.usual_weekday, profiles.usual_hour,
        profiles.preferred_channel, profiles.preferred_store,
        profiles.preferred_message_channel, profiles.discount_rate,
        profiles.is_price_sensitive, profiles.benefit_preference,
        profiles.active_day_count, profiles.view_count, profiles.search_count,
        profiles.cart_count, profiles.share_count, profiles.social_count,
        profiles.last_visited_on, profiles.last_store_visit_on,
        profiles.last_clicked_on, profiles.last_reviewed_on,
        profiles.last_cart_left_on, profiles.guide_id, profiles.guide_since_on,
        profiles.group_count, profiles.is_private_domain, profiles.is_follower,
        profiles.invited_count, profiles.preferred_category,
        profiles.preferred_series, profiles.intent_category,
        profiles.viewed_categories, profiles.searched_texts,
        profiles.content_topic, profiles.last_engaged_on,
        profiles.lifecycle_stage, profiles.growth_stage, profiles.aipl_stage,
        profiles.last_business_line, profiles.cycle_days,
        profiles.next_order_due_on, profiles.acquired_by, profiles.sources,
        profiles.return_rate, profiles.last_complained_on, profiles.gender,
        profiles.city, profiles.birth_month, profiles.birth_year,
        profiles.skin_type, profiles.skin_concern, profiles.procedure,
        profiles.procedure_on, profiles.procedure_stage,
        profiles.rules_version as tag_rules_version
    from summaries
    inner join member_rfm using (one_id, business_line)
    left join rfm_segments using (one_id, business_line)
    left join lifecycles using (one_id, business_line)
    left join churn_signals using (one_id, business_line)
    left join origins using (one_id)
    left join profiles using (one_id)
    where summaries.business_line = '*'
        and summaries.membership = 'member'
)

select * from final
