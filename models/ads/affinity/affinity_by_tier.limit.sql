select
    name,
    value
from dwd.parameter_span
where business_line = '*'
    and starts_on < warehouse.as_of()
    and warehouse.as_of() <= ends_before
    and name like 'affinity\_%'
