-- How old the newest row of a source may be, as the newest run read it in the contract:
-- what watches a warehouse has no contracts. Not in meta.source, which a load locks.
alter table meta.relation
    add column warn_days integer,
    add column error_days integer;
