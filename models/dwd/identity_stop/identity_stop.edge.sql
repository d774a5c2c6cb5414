select
    edges.account_key,
    edges.value_key,
    edges.rule
from dwd.identity_edge as edges
inner join dwd.contested_account as contested
    on contested.account_key = edges.account_key
