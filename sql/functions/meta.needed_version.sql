-- The versions that must be kept: those of published releases, of candidates, and of
-- building and parked runs, and the versions that these runs are built on.
create or replace function meta.needed_version() returns table (relation text, version bigint)
language sql stable
as $$
    select held.relation, held.version
    from meta.release_relation as held
    inner join meta.release on release.release = held.release
    where release.state not in ('ended', 'retired')
    union
    select run_node.base ->> 'relation', (run_node.base ->> 'version')::bigint
    from meta.run_node
    inner join meta.run on run.run_id = run_node.run_id
    where run.state in ('building', 'parked') and run_node.base is not null
$$;
