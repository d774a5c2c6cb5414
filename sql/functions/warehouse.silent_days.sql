-- Days of silence after which a stage begins: so many cycles, but within the
-- bounds. The longest silence where no cycle is known.
--
-- Each parameter is named once, see warehouse.silence_weight.
create or replace function warehouse.silent_days(
    p_cycle_days float8,
    p_cycle_count float8,
    p_least_days float8,
    p_most_days float8
) returns integer
language sql immutable parallel safe
return ceil(
    least(
        greatest(
            coalesce(p_cycle_count * p_cycle_days, 'infinity'), p_least_days
        ),
        p_most_days
    )
)::integer;
