select
    type,
    pattern
from dwd.junk_value
where type not in (select rules.type from dwd.match_rule as rules)
    and type <> '*'
