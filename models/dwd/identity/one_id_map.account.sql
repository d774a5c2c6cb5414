-- extract() returns numeric, which takes twice as long.
select
    account_key,
    date_part('epoch', joined_at)::bigint as joined_at
from dwd.account
