with

-- Read twice: not copied, or else Postgres would write all facts to disk first.
items as not materialized (
    select * from dwd.fct_order_item
),

named_returns as (
    select * from dwd.named_return
),

-- A return that names a line takes from that line or from none.
returned_products as (
    select
        account_key,
        product_key,
        max(ordered_at) as last_returned_at
    from items
    where is_return
        and returned_item_key is null
        and account_key is not null
        and product_key is not null
    group by account_key, product_key
),

named_quantities as (
    select
        reduced_item_key,
        sum(quantity)::integer as quantity
    from named_returns
    group by reduced_item_key
),

moves as (
    select
        items.account_key,
        items.product_key,
        items.order_item_key,
        items.is_return,
        row_number() over pile as position,
        sum(items.quantity - coalesce(named_quantities.quantity, 0)) over pile
            as balance
    from items
    inner join returned_products
        on returned_products.account_key = items.account_key
        and returned_products.product_key = items.product_key
        and returned_products.last_returned_at >= items.ordered_at
    left join named_quantities
        on named_quantities.reduced_item_key = items.order_item_key
    where not items.is_stock_correction
        and (not items.is_return or items.returned_item_key is null)
    -- At one minute sales come first: shops stamp lines to the minute.
    window pile as (
        partition by items.account_key, items.product_key
        order by items.ordered_at, items.is_return, items.order_item_key
        rows unbounded preceding
    )
),

-- A return of more than there is leaves the pile empty, not in debt: what the
-- balance ever fell below zero is added back.
heights as (
    select
        account_key,
        product_key,
        order_item_key,
        is_return,
        position,
        balance - least(0, min(balance) over pile) as height
    from moves
    window pile as (
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
        least(height, lag(height, 1, 0::bigint) over pile) as bottom,
        greatest(height, lag(height, 1, 0::bigint) over pile) as top
    from heights
    window pile as (
        partition by account_key, product_key
        order by position
    )
)

select * from final
