with

decisions as (
    select * from ods.identity_decision
),

problems as (
    select
        decision_id,
        decided_by,
        action,
        case
            when action in ('link', 'unlink') then case
                when source is null
                    or source_account_id is null
                    or other_source is null
                    or other_source_account_id is null
                    then 'it names no two accounts'
                when (source, source_account_id)
                    = (other_source, other_source_account_id)
                    then 'both accounts are one'
            end
            when action in ('block', 'allow') then case
                when type is null or value is null then 'it names no value'
            end
            else 'there is no such action'
        end as problem
    from decisions
),

final as (
    select decision_id, decided_by, action, problem
    from problems
    where problem is not null
)

select * from final
