-- An id as its source has it: exports that passed through a data frame write the
-- number 17850 as '17850.0'. Null for an empty id.
--
-- Not strict, because Postgres would not inline it then, at three times the cost
-- per line.
create or replace function warehouse.plain_id(p_id text) returns text
language sql immutable parallel safe
return nullif(
    case when p_id like '%.0' then left(p_id, -2) else btrim(p_id) end, ''
);
