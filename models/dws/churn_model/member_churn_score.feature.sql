select
    business_line, one_id,
    judged_on, last_purchased_on, purchase_count, cycle_days,
    recent_gap_days, earlier_gap_days,
    year_purchase_count, year_gross_amount,
    year_net_amount, year_discount_amount,
    registered_on, engagement_observed_from,
    recent_day_count, earlier_day_count, last_engaged_on,
    points_balance, points_unused_from, unused_benefit_count,
    tier_rank
from dws.member_churn_feature
where judged_on = warehouse.as_of()
