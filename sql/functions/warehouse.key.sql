-- 64 bits of a hash of where a record comes from and its id there. Null without an id.
create or replace function warehouse.key(p_source text, p_id text) returns bigint
language sql immutable strict parallel safe
return ('x' || left(md5(p_source || ':' || p_id), 16))::bit(64)::bigint;
