with

moves as not materialized (
    select * from dwd.return_lifo_stack
),

named_returns as (
    select * from dwd.named_return
),

bounds as (
    select account_key, product_key, bottom as bound from moves
    union
    select account_key, product_key, top as bound from moves
),

layers as (
    select
        account_key,
        product_key,
        bound as bottom,
        lead(bound) over (
            partition by account_key, product_key
            order by bound
        ) as top
    from bounds
),

-- Cut where any move begins or ends, a layer is laid and taken in turns: what
-- a return takes is what the move before it, in the same layer, laid.
turns as (
    select
        moves.order_item_key,
        moves.is_return,
        lag(moves.order_item_key) over (
            partition by layers.account_key, layers.product_key, layers.bottom
            order by moves.position
        ) as laid_item_key,
        layers.top - layers.bottom as quantity
    from moves
    inner join layers
        on layers.account_key = moves.account_key
        and layers.product_key = moves.product_key
        and layers.bottom >= moves.bottom
        and layers.top <= moves.top
),

final as (
    select
        order_item_key as return_item_key,
        laid_item_key as reduced_item_key,
        sum(quantity)::bigint as quantity
    from turns
    where is_return
    group by order_item_key, laid_item_key

    union all

    select
        return_item_key,
        reduced_item_key,
        quantity
    from named_returns
)

select * from final
