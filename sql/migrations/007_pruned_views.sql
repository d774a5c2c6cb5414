-- Views of relations that are stored by version, where they are made anew, count on two partitions to choose from, and on a row to ask for,
-- however many versions are kept.
do $$
declare
    kept record;
begin
    for kept in
        select relname from pg_class
        where relnamespace = 'store'::regnamespace and relkind = 'p'
    loop
        execute format(
            'create table store.%I partition of store.%I for values in (-1)',
            kept.relname || '_also_none', kept.relname
        );
        execute format('insert into store.%I (version) values (0)', kept.relname || '_none');
    end loop;
end
$$;
