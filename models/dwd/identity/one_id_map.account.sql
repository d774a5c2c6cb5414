-- extract() would give numeric, at twice the time for millions of accounts.
select
    account_key,
    date_part('epoch', joined_at)::bigint as joined_at
from dwd.account
