with

decisions as (
    select * from ods.identity_decision
),

of_accounts as (
    select
        warehouse.key(source, source_account_id) as one_key,
        warehouse.key(other_source, other_source_account_id) as other_key,
        action = 'link' as is_link,
        decision_id,
        reason,
        decided_by,
        decided_at
    from decisions
    where action in ('link', 'unlink')
),

-- What names no two accounts is told by an audit across models.
final as (
    select distinct on (account_key, other_account_key)
        least(one_key, other_key) as account_key,
        greatest(one_key, other_key) as other_account_key,
        is_link,
        decision_id,
        reason,
        decided_by,
        decided_at
    from of_accounts
    where one_key <> other_key
    order by account_key, other_account_key, decided_at desc, decision_id desc
)

select * from final
