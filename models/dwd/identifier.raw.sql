select
    account_key,
    type,
    value,
    source,
    first_seen_at,
    last_seen_at
from dwd.raw_identifier
order by account_key
