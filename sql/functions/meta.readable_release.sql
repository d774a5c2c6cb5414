-- The release that this transaction reads, or an error when it cannot be read.
-- MH001: nothing is published yet, or there is no such release.
-- MH002: it was retired, or its run ended without publishing it.
create or replace function meta.readable_release() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    reading constant bigint := meta.current_release();
    found_row record;
begin
    if reading is null then
        raise exception 'nothing is published yet, so nothing can be read'
            using errcode = 'MH001', hint = 'Build a first release with: memberhouse build';
    end if;
    select release.state, release.retired_at, release.retired_because into found_row
    from meta.release where release.release = reading;
    if not found then
        raise exception 'there is no release %', reading
            using errcode = 'MH001', hint = 'List releases with: memberhouse release list';
    end if;
    if found_row.state = 'ended' then
        raise exception 'release % was never published and can no longer be read', reading
            using errcode = 'MH002', hint = 'List releases with: memberhouse release list';
    end if;
    if found_row.state = 'retired' then
        raise exception 'release % was retired at %: %', reading,
            to_char(found_row.retired_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
            found_row.retired_because
            using errcode = 'MH002',
                hint = 'List readable releases with: memberhouse release list. '
                    'Keep a release with: memberhouse release pin';
    end if;
    return reading;
end
$$;
