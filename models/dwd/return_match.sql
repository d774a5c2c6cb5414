with

-- Read twice: not copied, or else Postgres would write all facts to disk first.
items as not materialized (
    select * from dwd.fct_order_item
),

moves as not materialized (
    select * from dwd.return_pile
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

matched as (
    select
        order_item_key as return_item_key,
        laid_item_key as reduced_item_key,
        sum(quantity)::bigint as quantity
    from turns
    where is_return
    group by order_item_key, laid_item_key
),

matched_by_return as (
    select
        return_item_key,
        sum(quantity)::bigint as quantity
    from matched
    group by return_item_key
),

unmatched as (
    select
        items.order_item_key as return_item_key,
        items.order_item_key as reduced_item_key,
        -items.quantity - coalesce(matched_by_return.quantity, 0) as quantity
    from items
    left join matched_by_return
        on matched_by_return.return_item_key = items.order_item_key
    where items.is_return
        and -items.quantity > coalesce(matched_by_return.quantity, 0)
),

parts as (
    select return_item_key, reduced_item_key, quantity from matched
    union all
    select return_item_key, reduced_item_key, quantity from unmatched
),

-- A return is worth what was given back for it, whatever the sale's price was.
final as (
    select
        parts.return_item_key,
        parts.reduced_item_key,
        parts.return_item_key <> parts.reduced_item_key as is_matched,
        items.account_key,
        items.ordered_on as returned_on,
        parts.quantity,
        parts.quantity * items.unit_price as returned_amount,
        items.currency
    from parts
    inner join items
        on items.order_item_key = parts.return_item_key
)

select * from final
