select
    business_line,
    value::integer as cluster_count
from dwd.parameter_span
where name = 'rfm_cluster_count'
    and starts_on < warehouse.as_of()
    and warehouse.as_of() <= ends_before
