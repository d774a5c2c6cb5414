select
    account_key,
    other_account_key,
    is_link
from dwd.account_decision
order by decided_at desc, decision_id desc
