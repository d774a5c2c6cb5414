-- Days from one purchase to the next that are usual for a member: the
-- geometric mean of the own median gap, with the number of own gaps as its
-- weight, and of the typical gap, with p_typical_weight.
--
-- Null without any gap, own or typical. Rounded to a millionth of a day, so
-- that the mean of two equal gaps is that gap. In float8, since
-- it is called for each member and month: numeric takes five times as long.
create or replace function warehouse.purchase_cycle(
    p_own_gap_days float8,
    p_gap_count bigint,
    p_typical_gap_days float8,
    p_typical_weight float8
) returns float8
language sql immutable parallel safe
return case
    when p_own_gap_days is null then p_typical_gap_days
    when p_typical_gap_days is null then p_own_gap_days
    else round(
        1e6 * exp(
            (
                p_gap_count * ln(p_own_gap_days)
                + p_typical_weight * ln(p_typical_gap_days)
            ) / (p_gap_count + p_typical_weight)
        )
    ) / 1e6
end;
