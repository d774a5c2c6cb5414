select value::bigint as largest_cluster
from dwd.parameter_span
where name = 'identity_largest_member_count'
    and business_line = '*'
    and starts_on < warehouse.as_of()
    and warehouse.as_of() <= ends_before
