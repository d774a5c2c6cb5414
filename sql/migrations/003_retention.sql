-- Releases that are no longer kept, what of them is still to be taken away, and pins.

alter table meta.release
    add column retired_at timestamptz,
    add column retired_because text,
    drop constraint release_state_check,
    add constraint release_state_check check (state in ('building', 'candidate', 'published', 'retired', 'ended')),
    add constraint release_retired check ((state = 'retired') = (retired_at is not null));

-- Retired, a version can be read no more; removed, its rows are gone too.
alter table meta.version add column removed_at timestamptz;
update meta.version set removed_at = retired_at;

create table meta.pin (
    name text primary key,
    release bigint not null references meta.release,
    actor text not null,
    pinned_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null
);
