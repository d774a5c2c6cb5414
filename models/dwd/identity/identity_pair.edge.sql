select
    account_key,
    value_key,
    rule
from dwd.identity_edge
