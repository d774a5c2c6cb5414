with

summaries as (
    select * from dws.member_summary
),

standing as (
    select * from dws.member_standing
),

levels as (
    select * from dws.member_level
),

wallets as (
    select * from dws.member_wallet
),

preferences as (
    select * from dws.member_preference
),

benefits as (
    select * from dws.member_benefit
),

activity as (
    select * from dws.member_activity
),

relations as (
    select * from dws.member_relation
),

origins as (
    select * from dws.member_origin
),

intents as (
    select * from dws.member_intent
),

care as (
    select * from dws.member_care
),

rules as (
    select * from dws.profile_rule
),

final as (
    select
        summaries.one_id,
        standing.value_tier, standing.behaviour_class,
        standing.strategy_class, levels.level, levels.is_paid_member,
        levels.paid_member_until, summaries.purchase_count_365d,
        summaries.net_amount_365d, summaries.average_order_amount,
        standing.units_per_order, wallets.point_balance,
        wallets.coupon_count, wallets.coupon_ends_on,
        wallets.benefit_count, wallets.benefit_ends_on,
        preferences.usual_weekday, preferences.usual_hour,
        preferences.preferred_channel, preferences.preferred_store,
        preferences.preferred_message_channel,
        standing.discount_rate, standing.is_price_sensitive,
        benefits.benefit_preference,
        activity.active_day_count, activity.view_count,
        activity.search_count, activity.cart_count, activity.share_count,
        case when origins.is_follower is not null then activity.social_count end
            as social_count,
        activity.last_visited_on, activity.last_store_visit_on,
        activity.last_clicked_on, activity.last_reviewed_on,
        activity.last_cart_left_on,
        relations.guide_id, relations.guide_since_on, relations.group_count,
        relations.is_private_domain, origins.is_follower, origins.invited_count,
        preferences.preferred_category, preferences.preferred_series,
        intents.intent_category, intents.viewed_categories,
        intents.searched_texts, preferences.content_topic,
        summaries.registered_on, summaries.cancelled_on,
        summaries.first_purchased_on, summaries.last_purchased_on,
        summaries.last_engaged_on, standing.lifecycle_stage,
        standing.growth_stage, standing.aipl_stage,
        standing.last_business_line, standing.cycle_days,
        standing.next_order_due_on, origins.acquired_by, origins.sources,
        standing.return_rate, care.last_complained_on,
        origins.gender, origins.city, origins.birth_month, origins.birth_year,
        care.skin_type, care.skin_concern, care.procedure, care.procedure_on,
        care.procedure_stage,
        (select max(rules_version) from rules) as rules_version
    from summaries
    left join standing using (one_id)
    left join levels using (one_id)
    left join wallets using (one_id)
    left join preferences using (one_id)
    left join benefits using (one_id)
    left join activity using (one_id)
    left join relations using (one_id)
    left join origins using (one_id)
    left join intents using (one_id)
    left join care using (one_id)
    where summaries.business_line = '*'
        and summaries.membership = 'member'
)

select * from final
