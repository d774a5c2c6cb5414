-- The date of the build, exclusive: what happened before it counts.
create or replace function warehouse.as_of() returns date
language sql stable parallel safe
return current_setting('memberhouse.as_of')::date;
