-- The trigger of a table that only grows. MH006: a row of it would be changed or taken away.
create or replace function meta.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '%.% only grows: what a run did stays as it was told', tg_table_schema, tg_table_name
        using errcode = 'MH006', hint = 'Decide anew instead, such as with: memberhouse identity unlink';
end;
$$;
