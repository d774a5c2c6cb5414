with

stack_moves as not materialized (
    select * from dwd.return_lifo_stack
),

named_returns as (
    select * from dwd.named_return
),

bounds as (
    select account_key, product_key, bottom as bound from stack_moves
    union
    select account_key, product_key, top as bound from stack_moves
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

-- The stack is cut at each height where a move begins or ends. Pushes and pops
-- alternate within such a layer, so a return pops what the move before pushed.
turns as (
    select
        stack_moves.order_item_key,
        stack_moves.is_return,
        lag(stack_moves.order_item_key) over (
            partition by layers.account_key, layers.product_key, layers.bottom
            order by stack_moves.position
        ) as pushed_item_key,
        layers.top - layers.bottom as quantity
    from stack_moves
    inner join layers
        on layers.account_key = stack_moves.account_key
        and layers.product_key = stack_moves.product_key
        and layers.bottom >= stack_moves.bottom
        and layers.top <= stack_moves.top
),

-- Money without units is charged to the sale that pushed the units on top.
money_refunds as (
    select distinct on (refunds.order_item_key)
        refunds.order_item_key as return_item_key,
        sales.order_item_key as reduced_item_key
    from stack_moves as refunds
    inner join stack_moves as sales
        on sales.account_key = refunds.account_key
        and sales.product_key = refunds.product_key
        and sales.position < refunds.position
        and sales.bottom < refunds.top
        and sales.top >= refunds.top
    where refunds.is_return
        and refunds.bottom = refunds.top
        and not sales.is_return
    order by refunds.order_item_key, sales.position desc
),

final as (
    select
        order_item_key as return_item_key,
        pushed_item_key as reduced_item_key,
        sum(quantity)::bigint as quantity
    from turns
    where is_return
    group by order_item_key, pushed_item_key

    union all

    select
        return_item_key,
        reduced_item_key,
        0 as quantity
    from money_refunds

    union all

    select
        return_item_key,
        reduced_item_key,
        quantity
    from named_returns
)

select * from final
