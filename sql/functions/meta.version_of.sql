-- The version of a relation in the release that this transaction reads.
-- MH001: that release does not hold the relation. MH002: its version was retired.
-- It is stable and parallel safe, so that the filter of a view, (select
-- meta.version_of(…)), is one init plan that prunes partitions at run time.
create or replace function meta.version_of(p_relation text) returns bigint
language plpgsql stable strict parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    reading constant bigint := meta.readable_release();
    found_row record;
begin
    select
        held.version,
        version.retired_at,
        version.retired_because,
        version.partition,
        version.kept_in
    into found_row
    from meta.release_relation as held
    left join meta.version
        on version.relation = held.relation and version.version = held.version
    where held.release = reading and held.relation = p_relation;

    if not found then
        raise exception 'release % does not hold %', reading, p_relation
            using errcode = 'MH001', hint = 'See what it holds with: memberhouse release show ' || reading;
    end if;
    -- Unlike meta.version, the catalogue also shows changes after this snapshot.
    if found_row.retired_at is not null
        or found_row.kept_in
            <> coalesce(to_regclass('store.' || quote_ident(replace(p_relation, '.', '_')))::oid, 0)
        or (found_row.partition is not null
            and pg_partition_root(to_regclass('store.' || quote_ident(found_row.partition))) is null)
    then
        raise exception 'version % of % was retired: %', found_row.version, p_relation,
            -- The reason is null when it was recorded after this snapshot.
            coalesce(found_row.retired_because, 'its release was retired after this transaction began')
            using errcode = 'MH002',
                hint = 'Start a new transaction on a release of: memberhouse release list';
    end if;
    return found_row.version;
end
$$;
