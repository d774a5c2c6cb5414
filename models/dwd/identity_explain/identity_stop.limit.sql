select value::bigint as largest_cluster
from dwd.parameter
where name = 'identity_largest_member_count'
    and effective_from < warehouse.as_of()
order by effective_from desc
limit 1
