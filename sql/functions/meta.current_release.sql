-- The release that this transaction reads: the setting memberhouse.release, or else
-- the release that was published when the transaction began.
create or replace function meta.current_release() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    named constant text := nullif(current_setting('memberhouse.release', true), '');
begin
    if named is null then
        return (
            select publication.release
            from meta.publication
            where publication.effective_at <= transaction_timestamp()
            order by publication.effective_at desc, publication.publication_id desc
            limit 1
        );
    end if;
    if named !~ '^\d{1,18}$' then
        raise exception 'memberhouse.release is %, which is not a release number', quote_literal(named)
            using errcode = 'MH001', hint = 'List releases with: memberhouse release list';
    end if;
    return named::bigint;
end
$$;
