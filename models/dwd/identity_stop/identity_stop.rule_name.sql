select
    rule,
    type,
    limit_per_member
from dwd.match_rule
