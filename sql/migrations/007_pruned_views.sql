-- Views of relations that are stored by version now count on there being two partitions to choose from, however many versions are kept.
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
    end loop;
end
$$;
