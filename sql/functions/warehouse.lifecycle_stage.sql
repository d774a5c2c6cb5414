-- Where a member stands in a business line on a day: prospect, new, active,
-- dormant or churned. The day is exclusive: what happened before it counts.
--
-- p_dormant_on and p_churned_on are the first days on which silence makes the
-- member dormant and churned; null where it does not.
create or replace function warehouse.lifecycle_stage(
    p_judged_on date,
    p_cancelled_on date,
    p_purchase_count bigint,
    p_dormant_on date,
    p_churned_on date
) returns text
language sql immutable parallel safe
return case
    when p_cancelled_on < p_judged_on then 'churned'
    when coalesce(p_purchase_count, 0) = 0 then 'prospect'
    when p_churned_on <= p_judged_on then 'churned'
    when p_dormant_on <= p_judged_on then 'dormant'
    when p_purchase_count = 1 then 'new'
    else 'active'
end;
