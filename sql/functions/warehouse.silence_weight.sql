-- How much a silence weighs: 1 at its bound, half more at twice the bound, and
-- 2 from four times the bound on; 0 below it.
--
-- Postgres puts it into the select only because it names p_ratio once: a call
-- for each member and month takes five times as long.
create or replace function warehouse.silence_weight(p_ratio numeric)
returns numeric
language sql immutable parallel safe
return coalesce(
    (array[0, 1, 1.5, 2])[
        1 + width_bucket(p_ratio, array[1.0, 2.0, 4.0])
    ], 0
);
