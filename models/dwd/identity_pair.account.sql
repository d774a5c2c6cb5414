select
    account_key,
    extract(epoch from joined_at)::bigint as joined_at
from dwd.account
