select type
from dwd.match_rule
union
select type
from dwd.agreeing_attribute
