with

moves as (
    select * from dwd.one_id_move
),

map as (
    select * from dwd.one_id_map
),

accounts as (
    select * from dwd.account
),

reasons as (
    select * from dwd.split_reason
),

split as (
    select
        moves.account_key,
        moves.one_id,
        moves.previous_one_id,
        accounts.updated_at
    from moves
    inner join accounts
        on accounts.account_key = moves.account_key
    where moves.kind = 'split'
),

unexplained as (
    select distinct on (split.one_id, split.previous_one_id)
        split.one_id,
        split.previous_one_id,
        split.account_key,
        map.account_key as other_account_key,
        greatest(split.updated_at, accounts.updated_at) as changed_at
    from split
    inner join map
        on map.one_id = split.previous_one_id
    inner join accounts
        on accounts.account_key = map.account_key
    where not exists (
        select
        from reasons
        where reasons.one_id = split.one_id
            and reasons.previous_one_id = split.previous_one_id
    )
    order by
        split.one_id, split.previous_one_id, changed_at desc nulls last,
        split.account_key, map.account_key
),

final as (
    select
        one_id,
        previous_one_id,
        jsonb_build_object(
            'changed_at', changed_at,
            'account_key', account_key::text,
            'other_account_key', other_account_key::text
        ) as evidence
    from unexplained
)

select * from final
