-- The figure that a bound of the tier ladder (dwd.value_tier) names.
create or replace function warehouse.tier_measure(
    p_measure text,
    p_purchase_count numeric,
    p_order_count numeric,
    p_unit_count numeric,
    p_net_amount numeric
) returns numeric
language sql immutable parallel safe
return case p_measure
    when 'purchase_count' then p_purchase_count
    when 'order_count' then p_order_count
    when 'unit_count' then p_unit_count
    when 'net_amount' then p_net_amount
end;
