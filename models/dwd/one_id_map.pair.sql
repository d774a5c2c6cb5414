select
    account_key,
    other_account_key
from dwd.identity_pair
where probability >= 0.99
order by probability desc, account_key, other_account_key
