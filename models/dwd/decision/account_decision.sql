with

decisions as (
    select * from dwd.identity_decision
),

account_decisions as (
    select
        least(account_key, other_account_key) as one_key,
        greatest(account_key, other_account_key) as other_key,
        action = 'link' as is_link,
        decision_id,
        reason,
        decided_by,
        decided_at
    from decisions
    where problem is null
        and action in ('link', 'unlink')
),

final as (
    select distinct on (one_key, other_key)
        one_key as account_key,
        other_key as other_account_key,
        is_link,
        decision_id,
        reason,
        decided_by,
        decided_at
    from account_decisions
    order by one_key, other_key, decided_at desc, decision_id desc
)

select * from final
