-- A dump names a table; its oid is another one once it is restored. Where that was done before, it is put right:
-- a version that is not retired is kept in the table of its relation.
alter table meta.version alter column kept_in type regclass using coalesce(
    case when retired_at is null then to_regclass('store.' || quote_ident(replace(relation, '.', '_'))) end,
    kept_in::regclass
);
