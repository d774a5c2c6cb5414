-- The trigger of append-only tables. MH006: a row would be changed or deleted.
create or replace function meta.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '%.% is append-only: its rows cannot be changed or deleted',
        tg_table_schema, tg_table_name
        using errcode = 'MH006',
            hint = 'Record a new decision instead, for example with: memberhouse identity unlink';
end;
$$;
