-- A currency code as a source sent it, in capitals; 'NONE' for an empty code.
--
-- Not strict, because a missing code has a value.
create or replace function warehouse.currency(p_code text) returns text
language sql immutable parallel safe
return coalesce(
    nullif(upper(btrim(p_code, e' \t\r\n\u00a0\u3000')), ''), 'NONE'
);
