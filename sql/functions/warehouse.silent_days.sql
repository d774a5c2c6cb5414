-- Days of silence after which a stage begins: so many cycles, but within the
-- bounds. The longest silence where no cycle is known.
create or replace function warehouse.silent_days(
    p_cycle_days float8,
    p_cycle_count float8,
    p_least_days float8,
    p_most_days float8
) returns integer
language sql immutable parallel safe
return case
    when p_cycle_days is null then p_most_days
    else ceil(
        least(
            greatest(p_cycle_count * p_cycle_days, p_least_days), p_most_days
        )
    )
end::integer;
