select
    rule,
    limit_per_member
from dwd.match_rule
