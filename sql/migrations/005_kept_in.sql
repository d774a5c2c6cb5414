-- A table is named in a dump, and its oid is another one once it is restored.
alter table meta.version alter column kept_in type regclass using kept_in::regclass;
