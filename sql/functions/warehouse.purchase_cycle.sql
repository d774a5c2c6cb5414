-- Days from one purchase to the next that are usual for a member: the
-- geometric mean of the own median gap, with the number of own gaps as its
-- weight, and of the typical gap, with p_typical_weight.
--
-- Null without any gap, own or typical.
create or replace function warehouse.purchase_cycle(
    p_own_gap_days numeric,
    p_gap_count bigint,
    p_typical_gap_days numeric,
    p_typical_weight numeric
) returns numeric
language sql immutable parallel safe
return case
    when p_own_gap_days is null then p_typical_gap_days
    when p_typical_gap_days is null then p_own_gap_days
    else exp(
        (
            p_gap_count * ln(p_own_gap_days::float8)
            + p_typical_weight::float8 * ln(p_typical_gap_days::float8)
        ) / (p_gap_count + p_typical_weight::float8)
    )::numeric
end;
