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

partings as (
    select * from dwd.split_reason
),

split as (
    select
        moves.account_key,
        moves.one_id,
        moves.was,
        accounts.updated_at
    from moves
    inner join accounts
        on accounts.account_key = moves.account_key
    where moves.kind = 'split'
),

lost as (
    select distinct on (split.one_id, split.was)
        split.one_id,
        split.was,
        split.account_key,
        map.account_key as other_account_key,
        greatest(split.updated_at, accounts.updated_at) as changed_at
    from split
    inner join map
        on map.one_id = split.was
    inner join accounts
        on accounts.account_key = map.account_key
    where not exists (
        select
        from partings
        where partings.one_id = split.one_id
            and partings.was = split.was
    )
    order by
        split.one_id, split.was, changed_at desc nulls last,
        split.account_key, map.account_key
),

final as (
    select
        one_id,
        was,
        jsonb_build_object(
            'changed_at', changed_at,
            'account_key', account_key::text,
            'other_account_key', other_account_key::text
        ) as evidence
    from lost
)

select * from final
