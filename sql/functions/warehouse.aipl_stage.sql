-- The AIPL stage of a step, from 0 (none) to 4 (loyal).
create or replace function warehouse.aipl_stage(
    p_step integer
) returns text
language sql immutable parallel safe
return (
    array['none', 'aware', 'interested', 'purchased', 'loyal']
)[p_step + 1];
