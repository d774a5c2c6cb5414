with

decisions as (
    select * from ods.identity_decision
),

final as (
    select
        decision_id,
        action,
        warehouse.key(source, source_account_id) as account_key,
        warehouse.key(other_source, other_source_account_id)
            as other_account_key,
        type,
        value,
        reason,
        decided_by,
        decided_at,
        case
            when decided_at is null
                or decided_by is null
                or reason is null
                then 'decided_by, decided_at or reason is missing'
            when action in ('link', 'unlink') then case
                when source is null
                    or source_account_id is null
                    or other_source is null
                    or other_source_account_id is null
                    then 'one of the two accounts is missing'
                when (source, source_account_id)
                    = (other_source, other_source_account_id)
                    then 'both accounts are the same'
            end
            when action in ('block', 'allow') then case
                when type is null or value is null
                    then 'type or value is missing'
            end
            else 'unknown action'
        end as problem
    from decisions
)

select * from final
