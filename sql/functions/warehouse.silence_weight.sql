-- How much a silence weighs: 1 at its bound, half more at twice the bound, and
-- 2 from four times the bound on; 0 below it.
create or replace function warehouse.silence_weight(p_ratio numeric)
returns numeric
language sql immutable parallel safe
return case
    when p_ratio >= 4 then 2
    when p_ratio >= 2 then 1.5
    when p_ratio >= 1 then 1
    else 0
end;
