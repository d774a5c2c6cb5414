with

decisions as (
    select * from ods.identity_decision
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
    where action in ('block', 'allow')
        and type is not null
        and value is not null
    order by type, value, decided_at desc, decision_id desc
)

select * from final
