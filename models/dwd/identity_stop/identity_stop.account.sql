select
    accounts.account_key,
    date_part('epoch', accounts.first_seen_at)::bigint as first_seen_at
from dwd.account as accounts
inner join dwd.contested_account as contested
    on contested.account_key = accounts.account_key
