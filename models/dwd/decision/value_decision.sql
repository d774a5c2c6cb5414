with

decisions as (
    select * from dwd.identity_decision
),

final as (
    select distinct on (type, value)
        type,
        value,
        action,
        decision_id,
        reason,
        decided_by,
        decided_at
    from decisions
    where problem is null
        and action in ('block', 'allow')
    order by type, value, decided_at desc, decision_id desc
)

select * from final
