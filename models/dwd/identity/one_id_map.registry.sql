select
    account_key,
    one_id,
    run_id,
    is_deleted,
    is_effective
from registry.dwd_one_id_map
