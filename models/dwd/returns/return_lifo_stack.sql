with

-- Read twice. Without this, Postgres would first write all facts to disk.
items as not materialized (
    select * from dwd.fct_order_item
),

named_returns as (
    select * from dwd.named_return
),

-- A sale pushes the units that no return takes by name. A return pops those
-- that the line it names does not have.
named_quantities as (
    select
        reduced_item_key as order_item_key,
        sum(quantity)::integer as quantity
    from named_returns
    group by reduced_item_key

    union all

    select
        return_item_key as order_item_key,
        -quantity::integer as quantity
    from named_returns
),

-- A refund of money has no units. It is on a stack if it takes none by name.
returned_products as (
    select
        items.account_key,
        items.product_key,
        max(items.sold_at) as last_returned_at
    from items
    left join named_quantities
        on named_quantities.order_item_key = items.order_item_key
    where items.is_return
        and items.quantity < coalesce(named_quantities.quantity, 1)
        and items.account_key is not null
        and items.product_key is not null
    group by items.account_key, items.product_key
),

moves as (
    select
        items.account_key,
        items.product_key,
        items.order_item_key,
        items.is_return,
        row_number() over stack as position,
        sum(items.quantity - coalesce(named_quantities.quantity, 0)) over stack
            as balance
    from items
    inner join returned_products
        on returned_products.account_key = items.account_key
        and returned_products.product_key = items.product_key
        and returned_products.last_returned_at >= items.sold_at
    left join named_quantities
        on named_quantities.order_item_key = items.order_item_key
    where not items.is_stock_correction
        and (
            not items.is_return
            or items.quantity < coalesce(named_quantities.quantity, 1)
        )
    -- At the same moment, sales come first: some sources record minutes only.
    window stack as (
        partition by items.account_key, items.product_key
        order by items.sold_at, items.is_return, items.order_item_key
        rows unbounded preceding
    )
),

-- A return of more units than the stack holds leaves it empty. The lowest
-- balance below zero so far is therefore added back.
heights as (
    select
        account_key,
        product_key,
        order_item_key,
        is_return,
        position,
        balance - least(0, min(balance) over stack) as height
    from moves
    window stack as (
        partition by account_key, product_key
        order by position
        rows unbounded preceding
    )
),

final as (
    select
        order_item_key,
        account_key,
        product_key,
        is_return,
        position,
        least(height, lag(height, 1, 0::bigint) over stack) as bottom,
        greatest(height, lag(height, 1, 0::bigint) over stack) as top
    from heights
    window stack as (
        partition by account_key, product_key
        order by position
    )
)

select * from final
