with

features as (
    select * from dws.member_churn_feature
),

purchases as (
    select * from dws.member_day
),

-- The next purchase is the one whose day before is the last one of the member.
final as (
    select
        features.business_line, features.one_id,
        coalesce(purchases.sold_on < features.judged_on + 90, false)
            as has_ordered,
        features.judged_on, features.last_purchased_on,
        features.purchase_count, features.cycle_days,
        features.recent_gap_days, features.earlier_gap_days,
        features.year_purchase_count, features.year_gross_amount,
        features.year_net_amount, features.year_discount_amount,
        features.registered_on, features.engagement_observed_from,
        features.recent_day_count, features.earlier_day_count,
        features.last_engaged_on, features.points_balance,
        features.points_unused_from, features.unused_benefit_count,
        features.tier_rank
    from features
    left join purchases
        on purchases.one_id = features.one_id
        and purchases.business_line = features.business_line
        and purchases.previous_purchased_on = features.last_purchased_on
        and purchases.order_count > 0
    where features.judged_on < warehouse.as_of()
)

select * from final
order by business_line, judged_on, one_id
