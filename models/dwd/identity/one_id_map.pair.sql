select
    account_key,
    other_account_key
from dwd.identity_pair
where may_join
order by probability desc, account_key, other_account_key
