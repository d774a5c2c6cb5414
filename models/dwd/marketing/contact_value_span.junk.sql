select
    type,
    pattern
from dwd.junk_value
