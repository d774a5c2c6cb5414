-- An id as its source means it: exports that passed through a data frame write
-- the number 17850 as '17850.0'. Null for an empty one.
--
-- Not strict: Postgres would not inline it, and a call would cost three times as much.
create or replace function warehouse.plain_id(p_id text) returns text
language sql immutable parallel safe
return nullif(
    case when p_id like '%.0' then left(p_id, -2) else btrim(p_id) end, ''
);
