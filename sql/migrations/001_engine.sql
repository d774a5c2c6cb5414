create schema meta;
create schema store;
create schema ods;
create schema dwd;
create schema dws;
create schema ads;
create schema segment;
create schema warehouse;
-- Views of what models remember; see `remembers` in their contracts.
create schema registry;

create extension if not exists pg_trgm;

-- Runs, their nodes, and what happened to them.

create table meta.run (
    run_id bigint generated always as identity primary key,
    state text not null check (state in (
        'building', 'parked', 'candidate', 'published',
        'failed', 'cancelled', 'rejected', 'superseded'
    )),
    as_of date not null,
    request jsonb not null,
    runner text not null check (runner in ('temporal', 'local')),
    workflow_id text,
    fence bigint not null,
    expected_release bigint,
    base_release bigint,
    started_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    error text,
    -- A parked run waits for a person, without the lease, until a moment after which it fails.
    waits_for text check (waits_for in ('retry', 'approval')),
    parked_until timestamptz,
    -- Who approved the run although gates were closed.
    approved_by text,
    -- The newest operator command: one that is delivered twice is done once.
    last_command_id text,
    constraint run_parked_waits check (
        (state = 'parked') = (waits_for is not null)
        and (state = 'parked') = (parked_until is not null)
    )
);

create table meta.run_event (
    event_id bigint generated always as identity primary key,
    run_id bigint not null references meta.run,
    event text not null,
    detail text,
    actor text not null,
    happened_at timestamptz not null default clock_timestamp()
);
create index on meta.run_event (run_id);

create table meta.run_node (
    run_id bigint not null references meta.run,
    node text not null,
    kind text not null,
    state text not null check (state in (
        'waiting', 'running', 'built', 'unchanged', 'carried_over',
        'failed', 'skipped', 'cancelled'
    )),
    position integer not null,
    reason text,
    definition jsonb not null,
    base jsonb,
    depends_on text[] not null default '{}',
    attempt integer not null default 0,
    row_count bigint,
    changed_count bigint,
    started_at timestamptz,
    ended_at timestamptz,
    error text,
    primary key (run_id, node)
);

-- One run at a time: whoever holds the lease, told from its predecessors by the fence.
create table meta.lease (
    is_only boolean primary key default true check (is_only),
    fence bigint not null default 0,
    run_id bigint references meta.run,
    expires_at timestamptz not null default '-infinity'
);
insert into meta.lease default values;

-- Relations as the database has them.

create table meta.relation (
    relation text primary key,
    store text not null check (store in ('versions', 'changes', 'view')),
    store_table text,
    grain text[] not null,
    doc text not null,
    code_hash text not null,
    -- How old the newest row of a source may be, as the newest run read it in the contract: a monitor has no
    -- contracts. Not in meta.source, which a load locks.
    warn_days integer,
    error_days integer
);

create table meta.relation_column (
    relation text not null references meta.relation on delete cascade,
    column_name text not null,
    type text not null,
    doc text not null,
    is_personal boolean not null,
    is_retired boolean not null,
    position integer not null,
    added_by_run bigint not null,
    primary key (relation, column_name)
);

-- A version of a relation is numbered by the run that built it. A retired version can no longer be read; once
-- its rows are deleted too, removed_at says when.
create table meta.version (
    relation text not null,
    version bigint not null,
    -- A dump names the table; its oid differs in a restored database.
    kept_in regclass not null,
    partition text,
    row_count bigint not null,
    built_at timestamptz not null default clock_timestamp(),
    retired_at timestamptz,
    retired_because text,
    removed_at timestamptz,
    primary key (relation, version)
);

-- A release is numbered by its run and maps each relation to a version (a source: to its newest batch).

create table meta.release (
    release bigint primary key references meta.run (run_id),
    as_of date not null,
    state text not null check (state in ('building', 'candidate', 'published', 'retired', 'ended')),
    published_at timestamptz,
    retired_at timestamptz,
    retired_because text,
    constraint release_retired check ((state = 'retired') = (retired_at is not null))
);

create table meta.release_relation (
    release bigint not null references meta.release on delete cascade,
    relation text not null,
    version bigint not null,
    code_hash text,
    inputs jsonb not null default '{}',
    as_of date,
    primary key (release, relation)
);

-- The release that readers get, and each time it moved.
create table meta.pointer (
    is_only boolean primary key default true check (is_only),
    release bigint references meta.release,
    fence bigint not null default 0
);
insert into meta.pointer default values;

create table meta.publication (
    publication_id bigint generated always as identity primary key,
    release bigint not null references meta.release,
    kind text not null check (kind in ('publish', 'rollback')),
    actor text not null,
    made_at timestamptz not null default clock_timestamp(),
    effective_at timestamptz not null
);
create index on meta.publication (effective_at);

-- A pinned release is not retired before its pin expires.
create table meta.pin (
    name text primary key,
    release bigint not null references meta.release,
    actor text not null,
    pinned_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null
);

create table meta.outbox (
    message_id bigint generated always as identity primary key,
    kind text not null,
    payload jsonb not null,
    written_at timestamptz not null default clock_timestamp()
);

-- Audits.

create table meta.audit_result (
    run_id bigint not null references meta.run,
    node text not null,
    audit text not null,
    severity text not null check (severity in ('error', 'gate', 'warn')),
    failing_count bigint not null,
    audited_at timestamptz not null default clock_timestamp(),
    primary key (run_id, node, audit)
);

create table meta.audit_failure (
    run_id bigint not null,
    node text not null,
    audit text not null,
    sample_number integer not null,
    failing_row jsonb not null,
    primary key (run_id, node, audit, sample_number),
    foreign key (run_id, node, audit) references meta.audit_result
);

-- Loads.

create table meta.source (
    source text primary key,
    newest_batch_id bigint not null default 0
);

create table meta.batch (
    batch_id bigint generated always as identity primary key,
    source text not null references meta.source,
    state text not null check (state in ('loaded', 'refused')),
    file_name text not null,
    content_hash text,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_unchanged bigint not null,
    rows_rejected bigint not null,
    rows_ended bigint not null,
    extra_columns text[] not null default '{}',
    newest_on date,
    loaded_at timestamptz not null default clock_timestamp(),
    error text,
    check (state = 'refused' or rows_read = rows_accepted + rows_unchanged + rows_rejected)
);
create index on meta.batch (source, batch_id);

create table ods.rejected_row (
    batch_id bigint not null references meta.batch,
    source text not null,
    file_name text not null,
    source_line bigint not null,
    raw_text text not null,
    reasons text[] not null,
    rejected_at timestamptz not null default clock_timestamp()
);
create index on ods.rejected_row (batch_id);

-- Snapshots of segments: facts of their own, never undone.

create table segment.snapshot (
    segment text not null,
    version bigint not null,
    number integer,
    as_of date not null,
    member_count bigint not null,
    written_at timestamptz not null default clock_timestamp(),
    published_at timestamptz,
    primary key (segment, version),
    unique (segment, number)
);

create table segment.snapshot_member (
    segment text not null,
    version bigint not null,
    one_id bigint not null,
    attributes jsonb not null,
    primary key (segment, version, one_id),
    foreign key (segment, version) references segment.snapshot
);

create function meta.readable_release() returns bigint language sql stable parallel safe return null::bigint;

create view segment.latest as
select
    snapshot.segment,
    snapshot.number,
    snapshot.version,
    snapshot.as_of,
    snapshot.member_count,
    snapshot.published_at
from meta.release_relation as held
inner join segment.snapshot
    on held.relation = 'segment.' || snapshot.segment
    and held.version = snapshot.version
where held.release = (select meta.readable_release());

create view segment.member as
select
    latest.segment,
    latest.number,
    latest.as_of,
    snapshot_member.one_id,
    snapshot_member.attributes
from segment.latest
inner join segment.snapshot_member
    on snapshot_member.segment = latest.segment
    and snapshot_member.version = latest.version;

create view segment.movement as
with compared as (
    select
        latest.segment,
        latest.number,
        latest.version,
        before.number as number_before,
        before.version as version_before
    from segment.latest
    left join lateral (
        select snapshot.number, snapshot.version
        from segment.snapshot
        where snapshot.segment = latest.segment
            and snapshot.number < coalesce(latest.number, 2147483647)
        order by snapshot.number desc
        limit 1
    ) as before on true
),
now_in as (
    select compared.segment, snapshot_member.one_id, snapshot_member.attributes
    from compared
    inner join segment.snapshot_member
        on snapshot_member.segment = compared.segment
        and snapshot_member.version = compared.version
),
before_in as (
    select compared.segment, snapshot_member.one_id, snapshot_member.attributes
    from compared
    inner join segment.snapshot_member
        on snapshot_member.segment = compared.segment
        and snapshot_member.version = compared.version_before
)
select
    compared.segment,
    compared.number,
    compared.number_before,
    moved.one_id,
    moved.movement,
    moved.attributes
from compared
inner join (
    select
        coalesce(now_in.segment, before_in.segment) as segment,
        coalesce(now_in.one_id, before_in.one_id) as one_id,
        case when before_in.one_id is null then 'entered' else 'exited' end as movement,
        coalesce(now_in.attributes, before_in.attributes) as attributes
    from now_in
    full join before_in
        on before_in.segment = now_in.segment and before_in.one_id = now_in.one_id
    where now_in.one_id is null or before_in.one_id is null
) as moved on moved.segment = compared.segment;

comment on table segment.snapshot is 'Every snapshot of a segment. Published ones never change, whatever becomes of their release.';
comment on column segment.snapshot.version is 'The run that wrote it.';
comment on column segment.snapshot.number is 'Counts the published snapshots of a segment from 1; null in a candidate.';
comment on column segment.snapshot.as_of is 'The date that it speaks of, exclusive.';
comment on view segment.latest is 'The snapshot of each segment in the release that is read.';
comment on column segment.latest.segment is 'Name of the segment.';
comment on column segment.latest.number is 'Number of the snapshot among the published ones of the segment, from 1; null in a candidate.';
comment on column segment.latest.version is 'The run that wrote the snapshot.';
comment on column segment.latest.as_of is 'The date that it speaks of, exclusive.';
comment on column segment.latest.member_count is 'How many members it holds.';
comment on column segment.latest.published_at is 'When it was published first; null in a candidate.';
comment on view segment.member is 'The members of the latest snapshots.';
comment on column segment.member.segment is 'Name of the segment.';
comment on column segment.member.number is 'Number of the snapshot; null in a candidate.';
comment on column segment.member.as_of is 'The date that the snapshot speaks of, exclusive.';
comment on column segment.member.one_id is 'The member.';
comment on column segment.member.attributes is 'What the segment says of the member: why it is in.';
comment on view segment.movement is 'Who entered and who exited with the latest snapshot, against the published one before it.';
comment on column segment.movement.segment is 'Name of the segment.';
comment on column segment.movement.number is 'Number of the latest snapshot; null in a candidate.';
comment on column segment.movement.number_before is 'Number of the published snapshot that it is compared with; null when there is none.';
comment on column segment.movement.one_id is 'The member.';
comment on column segment.movement.movement is 'entered or exited.';
comment on column segment.movement.attributes is 'Of who entered: as they are now. Of who exited: as they were.';

comment on table ods.rejected_row is 'Rows of loaded files that were not accepted, and why.';
comment on column ods.rejected_row.batch_id is 'The batch whose file held the row.';
comment on column ods.rejected_row.source is 'The source that the file was loaded into.';
comment on column ods.rejected_row.file_name is 'Name of the file.';
comment on column ods.rejected_row.source_line is 'Line of the file on which the row begins, from 1.';
comment on column ods.rejected_row.raw_text is 'The row as the file has it.';
comment on column ods.rejected_row.reasons is 'Why it was not accepted.';
comment on column ods.rejected_row.rejected_at is 'When it was kept here.';

-- Who reads: granted to people and tools, who then see views and nothing behind them.
do $$
begin
    create role memberhouse_reader nologin;
    -- For sessions that take this role; a login role that is a member of it needs the setting for itself.
    alter role memberhouse_reader set transaction_timeout = '1h';
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
        raise notice 'The role memberhouse_reader is not there and may not be created: grant reading by hand.';
end
$$;

do $$
begin
    if to_regrole('memberhouse_reader') is not null then
        grant usage on schema meta, dwd, dws, ads, segment to memberhouse_reader;
        grant select on segment.snapshot, segment.latest, segment.member, segment.movement to memberhouse_reader;
        alter default privileges in schema dwd, dws, ads, segment grant select on tables to memberhouse_reader;
    end if;
end
$$;
