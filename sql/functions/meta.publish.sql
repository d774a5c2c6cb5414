-- Makes a release the published one ('publish'), or another published one again ('rollback').
-- It takes effect p_delay later, so that no transaction sees two releases; the caller
-- must commit well within that delay (transaction_timeout).
-- MH003: the run lost its lease. MH004: another release than expected is published.
-- MH005: the release is incomplete.
create or replace function meta.publish(
    p_release bigint,
    p_expected_release bigint,
    p_kind text,
    p_actor text,
    p_delay interval,
    p_fence bigint default null
) returns timestamptz
language plpgsql
as $$
declare
    v_effective_at timestamptz;
    v_lost text;
begin
    if p_kind = 'publish' then
        -- An expired lease counts too: no other run has taken it, so none has built.
        update meta.lease
        set expires_at = greatest(expires_at, clock_timestamp() + interval '10 seconds')
        where run_id = p_release and fence = p_fence;
        if not found then
            raise exception 'run % no longer holds the lease', p_release using errcode = 'MH003';
        end if;
    end if;

    if p_kind = 'publish' and exists (
        select from meta.run_node
        where run_id = p_release and kind <> 'view'
            and state not in ('built', 'unchanged', 'carried_over')
    ) then
        raise exception 'run % has nodes that are not built', p_release
            using errcode = 'MH005', hint = 'See which with: memberhouse run show ' || p_release;
    end if;

    perform from meta.release
    where release = p_release
        and state = case p_kind when 'publish' then 'building' else 'published' end
    for update;
    if not found then
        raise exception 'there is no published release %', p_release
            using errcode = 'MH005', hint = 'List releases with: memberhouse release list';
    end if;

    select string_agg(held.relation, ', ' order by held.relation) into v_lost
    from meta.release_relation as held
    inner join meta.version
        on version.relation = held.relation and version.version = held.version
    where held.release = p_release and version.retired_at is not null;
    if v_lost is not null then
        raise exception 'release % is incomplete: versions of % were retired', p_release, v_lost
            using errcode = 'MH005', hint = 'List releases with: memberhouse release list';
    end if;

    update meta.pointer
    set release = p_release, fence = greatest(fence, coalesce(p_fence, fence))
    where release is not distinct from p_expected_release
        and fence <= coalesce(p_fence, fence);
    if not found then
        raise exception 'the published release is no longer %', coalesce(p_expected_release::text, 'none')
            using errcode = 'MH004', hint = 'See which it is with: memberhouse release list';
    end if;

    insert into meta.publication (release, kind, actor, effective_at)
    -- Not before an earlier publication, which would otherwise override it later.
    values (p_release, p_kind, p_actor, greatest(
        clock_timestamp() + p_delay,
        (select max(publication.effective_at) from meta.publication)
    ))
    returning effective_at into v_effective_at;

    insert into meta.outbox (kind, payload)
    values (p_kind, jsonb_build_object('release', p_release, 'effective_at', v_effective_at));

    if p_kind = 'publish' then
        update meta.release set state = 'published', published_at = v_effective_at
        where release = p_release;
        update segment.snapshot
        set published_at = v_effective_at,
            number = 1 + coalesce((
                select max(earlier.number) from segment.snapshot as earlier
                where earlier.segment = snapshot.segment
            ), 0)
        where version = p_release;
    end if;
    return v_effective_at;
end
$$;
