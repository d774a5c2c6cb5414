-- The engine's own tables: runs, versions, releases, audits, loads and snapshots.
-- Schema sync creates the tables and views of the models; see engine/store.
-- Functions are in sql/functions and are replaced by each `memberhouse migrate`.

create schema meta;
-- The stored versions behind the views. Readers never name it.
create schema store;
-- The layers of the models.
create schema ods;
create schema dwd;
create schema dws;
create schema ads;
create schema segment;
-- Functions that models may call.
create schema warehouse;
-- Every row a source has ever held, and every change of a model that `remembers`.
create schema registry;

create extension if not exists pg_trgm;

--
-- Runs: one row for each build, with its nodes and events
--

create table meta.run (
    run_id bigint generated always as identity primary key,
    state text not null check (state in (
        'building', 'parked', 'candidate', 'published',
        'failed', 'cancelled', 'rejected', 'superseded'
    )),
    as_of date not null,
    -- Why this date needs an approval, such as one after tomorrow; null if it needs none.
    as_of_gate text,
    request jsonb not null,
    runner text not null check (runner in ('temporal', 'local')),
    workflow_id text,
    -- The fence of the lease under which the run writes.
    fence bigint not null,
    -- The published release when the run began, and the newest one that was ever
    -- published. They differ after a rollback: the run compares its as_of and its figures
    -- with the first, and builds on the second.
    expected_release bigint,
    base_release bigint,
    started_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    error text,
    -- A parked run has released the lease and waits for a person. It fails at parked_until.
    waits_for text check (waits_for in ('retry', 'approval')),
    parked_until timestamptz,
    -- Who approved the run despite closed gates.
    approved_by text,
    -- The newest operator command: a command that is delivered twice is executed once.
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
    -- The place of the node in the order of the graph.
    position integer not null,
    -- Why the node is built.
    reason text,
    -- The compiled node: its select and contract as they were when the run was prepared.
    definition jsonb not null,
    -- The published version that the node replaces or carries over.
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

-- The lease: only its holder may build. The fence grows each time the lease is taken,
-- so that a write of an earlier holder fails. Renewed every few seconds while the run builds.
create table meta.lease (
    is_only boolean primary key default true check (is_only),
    fence bigint not null default 0,
    run_id bigint references meta.run,
    expires_at timestamptz not null default '-infinity'
);
insert into meta.lease default values;

--
-- Relations and their versions
--

-- The relations that schema sync has created, as their newest contract describes them.
create table meta.relation (
    relation text primary key,
    store text not null check (store in ('versions', 'changes', 'view')),
    grain text[] not null,
    doc text not null,
    code_hash text not null,
    -- How old the newest row of a source may be, for monitors, which cannot read
    -- contracts. Not in meta.source, because loads lock its rows.
    warn_days integer,
    error_days integer
);

create table meta.relation_column (
    relation text not null references meta.relation on delete cascade,
    column_name text not null,
    type text not null,
    doc text not null,
    is_personal boolean not null,
    -- Deprecated: the contract no longer declares the column; readers still see it.
    is_deprecated boolean not null,
    position integer not null,
    added_by_run bigint not null,
    primary key (relation, column_name)
);

-- The versions of relations. A version has the number of the run that built it. A
-- retired version can no longer be read; removed_at says when its rows were deleted.
create table meta.version (
    relation text not null,
    version bigint not null,
    -- How its rows are stored; the relation may have another kind by now.
    store text not null check (store in ('versions', 'changes')),
    -- regclass, because a dump writes it as a name: the oid differs after a restore.
    kept_in regclass not null,
    -- Null for a relation stored by change.
    partition text,
    row_count bigint not null,
    built_at timestamptz not null default clock_timestamp(),
    retired_at timestamptz,
    retired_because text,
    removed_at timestamptz,
    primary key (relation, version)
);

--
-- Releases: a release has the number of its run and holds one version of each relation
--

create table meta.release (
    release bigint primary key references meta.run (run_id),
    as_of date not null,
    -- 'ended': never published, and no longer readable.
    state text not null check (state in ('building', 'candidate', 'published', 'retired', 'ended')),
    published_at timestamptz,
    retired_at timestamptz,
    retired_because text,
    constraint release_retired check ((state = 'retired') = (retired_at is not null))
);

-- The version of a source is its newest batch.
create table meta.release_relation (
    release bigint not null references meta.release on delete cascade,
    relation text not null,
    version bigint not null,
    -- What the version was built from; the next plan compares with it.
    code_hash text,
    inputs jsonb not null default '{}',
    as_of date,
    primary key (release, relation)
);

-- The release that was published or rolled back to last.
create table meta.pointer (
    is_only boolean primary key default true check (is_only),
    release bigint references meta.release,
    fence bigint not null default 0
);
insert into meta.pointer default values;

-- Each publication and rollback. New transactions see the release from effective_at.
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

-- Messages about publications, written in the same transaction.
create table meta.outbox (
    message_id bigint generated always as identity primary key,
    kind text not null,
    payload jsonb not null,
    written_at timestamptz not null default clock_timestamp()
);

--
-- Audits: the result of each audit in a run, and a sample of the failing rows
--

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
    -- Without its personal columns.
    failing_row jsonb not null,
    primary key (run_id, node, audit, sample_number),
    foreign key (run_id, node, audit) references meta.audit_result
);

--
-- Loads: a batch is one loaded file; refused files and rejected rows are recorded too
--

-- A load locks its source here, so that batches of one source follow each other.
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
    -- Of the rejected rows, those that a later line of the file superseded.
    rows_superseded bigint not null default 0,
    -- Rows of the source that the load deleted.
    rows_deleted bigint not null,
    extra_columns text[] not null default '{}',
    -- The newest day in the source's freshness column.
    newest_on date,
    -- The day or month that the name of the file says, else the day of the load in UTC.
    starts_on date not null default (clock_timestamp() at time zone 'utc')::date,
    period text not null default 'day' check (period in ('day', 'month')),
    loaded_at timestamptz not null default clock_timestamp(),
    error text,
    check (state = 'refused' or rows_read = rows_accepted + rows_unchanged + rows_rejected)
);
create index on meta.batch (source, batch_id);

-- What a load measured in each column of a file.
create table meta.batch_column (
    batch_id bigint not null references meta.batch,
    column_name text not null,
    -- Rows without a value.
    rows_missing bigint not null,
    -- Rows that were rejected for their value.
    rows_rejected bigint not null,
    -- Identifiers that normalisation changes, and that it cannot read; null in other columns.
    rows_standardised bigint,
    rows_unreadable bigint,
    primary key (batch_id, column_name)
);

-- What loads measured in the 100 newest days and in all months: read by the view of a model, so that it stays quick. Its columns are
-- described in engine/project/engine_relations.ts.
create view meta.column_day as
with recent as (
    select
        batch_id, source, state, period, starts_on,
        rows_read, rows_rejected, rows_superseded, rows_unchanged
    from meta.batch
    where period = 'month'
        or starts_on >= (
            select min(starts_on)
            from (
                select distinct starts_on from meta.batch where period = 'day' order by starts_on desc limit 100
            ) as newest
        )
)
select
    recent.source,
    batch_column.column_name,
    recent.period,
    recent.starts_on,
    count(*) as file_count,
    null::bigint as refused_count,
    sum(recent.rows_read)::bigint as row_count,
    sum(batch_column.rows_missing)::bigint as missing_count,
    sum(batch_column.rows_rejected)::bigint as rejected_count,
    sum(batch_column.rows_unreadable)::bigint as unreadable_count,
    sum(batch_column.rows_standardised)::bigint as standardised_count,
    null::bigint as repeated_count,
    null::bigint as unchanged_count
from recent
inner join meta.batch_column on batch_column.batch_id = recent.batch_id
group by recent.source, batch_column.column_name, recent.period, recent.starts_on
union all
select
    source,
    '*' as column_name,
    period,
    starts_on,
    count(*) filter (where state = 'loaded') as file_count,
    count(*) filter (where state = 'refused') as refused_count,
    coalesce(sum(rows_read) filter (where state = 'loaded'), 0)::bigint as row_count,
    null as missing_count,
    coalesce(sum(rows_rejected - rows_superseded) filter (where state = 'loaded'), 0)::bigint as rejected_count,
    null as unreadable_count,
    null as standardised_count,
    coalesce(sum(rows_superseded) filter (where state = 'loaded'), 0)::bigint as repeated_count,
    coalesce(sum(rows_unchanged) filter (where state = 'loaded'), 0)::bigint as unchanged_count
from recent
group by source, period, starts_on;

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
comment on table ods.rejected_row is 'Rows of loaded files that were not accepted, with the reasons.';
comment on column ods.rejected_row.batch_id is 'The batch whose file held the row.';
comment on column ods.rejected_row.source is 'The source that the file was loaded into.';
comment on column ods.rejected_row.file_name is 'Name of the file.';
comment on column ods.rejected_row.source_line is 'Line of the file on which the row starts, from 1.';
comment on column ods.rejected_row.raw_text is 'The row as it is in the file.';
comment on column ods.rejected_row.reasons is 'Why the row was rejected.';
comment on column ods.rejected_row.rejected_at is 'When the row was rejected.';

--
-- Segments: published snapshots are facts and are never changed or deleted
--

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
comment on table segment.snapshot is 'Every snapshot of a segment. A published snapshot never changes, even when its release is rolled back or retired.';
comment on column segment.snapshot.version is 'The run that wrote the snapshot.';
comment on column segment.snapshot.number is 'Number of the snapshot among the published ones of its segment, from 1; null in a candidate.';
comment on column segment.snapshot.as_of is 'The date up to which the snapshot is computed, exclusive.';

create table segment.snapshot_member (
    segment text not null,
    version bigint not null,
    one_id bigint not null,
    attributes jsonb not null,
    primary key (segment, version, one_id),
    foreign key (segment, version) references segment.snapshot
);

-- A placeholder that the views below need; sql/functions replaces it.
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
comment on view segment.latest is 'The snapshot of each segment in the release that is read.';
comment on column segment.latest.segment is 'Name of the segment.';
comment on column segment.latest.number is 'Number of the snapshot among the published ones of its segment, from 1; null in a candidate.';
comment on column segment.latest.version is 'The run that wrote the snapshot.';
comment on column segment.latest.as_of is 'The date up to which the snapshot is computed, exclusive.';
comment on column segment.latest.member_count is 'Number of members in the snapshot.';
comment on column segment.latest.published_at is 'When the snapshot was first published; null in a candidate.';

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
comment on view segment.member is 'The members of the latest snapshots.';
comment on column segment.member.segment is 'Name of the segment.';
comment on column segment.member.number is 'Number of the snapshot; null in a candidate.';
comment on column segment.member.as_of is 'The date up to which the snapshot is computed, exclusive.';
comment on column segment.member.one_id is 'The member.';
comment on column segment.member.attributes is 'The other columns of the segment for this member, such as why the member is in it.';

create view segment.movement as
with compared as (
    select
        latest.segment,
        latest.number,
        latest.version,
        before.number as number_before,
        before.version as version_before
    from segment.latest
    -- The snapshot that readers saw when the run began: after a rollback not the newest.
    left join meta.run on run.run_id = latest.version
    left join meta.release_relation as held
        on held.release = run.expected_release
        and held.relation = 'segment.' || latest.segment
    left join segment.snapshot as before
        on before.segment = latest.segment and before.version = held.version
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
comment on view segment.movement is 'The members that entered or exited a segment with the latest snapshot, compared with the one that readers saw before it.';
comment on column segment.movement.segment is 'Name of the segment.';
comment on column segment.movement.number is 'Number of the latest snapshot; null in a candidate.';
comment on column segment.movement.number_before is 'Number of the published snapshot that it is compared with; null when there is none.';
comment on column segment.movement.one_id is 'The member.';
comment on column segment.movement.movement is 'entered or exited.';
comment on column segment.movement.attributes is 'For a member that entered: the current attributes. For one that exited: those of the snapshot before.';

--
-- The reading role: granted to people and tools, it sees the views but not the tables behind them
--

do $$
begin
    create role memberhouse_reader nologin;
    -- It applies to sessions that start as this role; a login role with this
    -- membership needs the setting of its own.
    alter role memberhouse_reader set transaction_timeout = '1h';
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
        raise notice 'The role memberhouse_reader is missing and cannot be created without the right to create roles. Create it and grant reading by hand.';
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
