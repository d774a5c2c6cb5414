select
    account_key,
    date_part('epoch', first_seen_at)::bigint as first_seen_at
from dwd.account
