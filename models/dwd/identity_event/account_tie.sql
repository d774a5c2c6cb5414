with

decisions as (
    select * from dwd.account_decision
),

pairs as (
    select * from dwd.identity_pair
),

one_way as (
    select
        account_key,
        other_account_key,
        -1 as priority,
        jsonb_build_object('action', 'link', 'decision_id', decision_id)
            as evidence
    from decisions
    where is_link
    union all
    select
        account_key,
        other_account_key,
        1000 as priority,
        jsonb_build_object(
            'type', 'similarity',
            'probability', trim_scale(round(probability::numeric, 4)),
            'weights', weights
        ) as evidence
    from pairs
    where may_join
),

final as (
    select account_key, other_account_key, priority, evidence from one_way
    union all
    select
        other_account_key as account_key,
        account_key as other_account_key,
        priority,
        evidence
    from one_way
)

select * from final
