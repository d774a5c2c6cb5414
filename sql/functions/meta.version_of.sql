-- The version of a relation in the release that this transaction reads.
-- MH001: that release does not hold the relation. MH002: its version was retired.
-- Stable and parallel safe, so that a view's filter on
-- (select meta.version_of(…)) is one init plan that prunes partitions at run time.
create or replace function meta.version_of(p_relation text) returns bigint
language plpgsql stable strict parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    reading constant bigint := meta.current_release();
    found_row record;
begin
    if reading is null then
        raise exception 'nothing is published yet, so % cannot be read', p_relation
            using errcode = 'MH001', hint = 'Build a first release with: memberhouse build';
    end if;
    select
        release.state,
        held.version,
        version.retired_at,
        version.retired_because,
        version.partition
    into found_row
    from meta.release
    left join meta.release_relation as held
        on held.release = release.release and held.relation = p_relation
    left join meta.version
        on version.relation = p_relation and version.version = held.version
    where release.release = reading;

    if not found then
        raise exception 'there is no release %', reading
            using errcode = 'MH001', hint = 'List releases with: memberhouse release list';
    end if;
    if found_row.state = 'ended' then
        raise exception 'release % was never published and has ended', reading
            using errcode = 'MH002', hint = 'List releases with: memberhouse release list';
    end if;
    if found_row.version is null then
        raise exception 'release % does not hold %', reading, p_relation
            using errcode = 'MH001', hint = 'See what it holds with: memberhouse release show ' || reading;
    end if;
    if found_row.retired_at is not null
        or (found_row.partition is not null
            and pg_partition_root(to_regclass('store.' || quote_ident(found_row.partition))) is null)
    then
        raise exception 'version % of % was retired: %', found_row.version, p_relation,
            coalesce(found_row.retired_because, 'its release is no longer kept')
            using errcode = 'MH002', hint = 'Read a newer release: memberhouse release list';
    end if;
    return found_row.version;
end
$$;
