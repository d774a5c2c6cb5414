-- A key: 64 bits of a hash of a system or source and an id in it. Null without an
-- id.
create or replace function warehouse.key(p_source text, p_id text) returns bigint
language sql immutable strict parallel safe
return ('x' || left(md5(p_source || ':' || p_id), 16))::bit(64)::bigint;
