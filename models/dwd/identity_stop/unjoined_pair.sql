with

pairs as (
    select * from dwd.identity_pair
),

map as (
    select * from dwd.one_id_map
),

final as (
    select
        pairs.account_key,
        pairs.other_account_key,
        ones.one_id,
        others.one_id as other_one_id,
        pairs.may_join
    from pairs
    inner join map as ones
        on ones.account_key = pairs.account_key
    inner join map as others
        on others.account_key = pairs.other_account_key
    where pairs.probability >= 0.99
        and ones.one_id <> others.one_id
)

select * from final
