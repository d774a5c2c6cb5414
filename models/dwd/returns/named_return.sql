with

-- Read twice. Without this, Postgres would first write all facts to disk.
items as not materialized (
    select * from dwd.fct_order_item
),

-- The account can differ: a receipt without the card names the line. So can the
-- order of the days: a deposit can be refunded before the last payment.
named as (
    select
        returns.order_item_key as return_item_key,
        sales.order_item_key as reduced_item_key,
        sales.quantity as sold_quantity,
        -returns.quantity as quantity,
        sum(-returns.quantity) over (
            partition by sales.order_item_key
            order by returns.sold_at, returns.order_item_key
            rows unbounded preceding
        ) as quantity_so_far
    from items as returns
    inner join items as sales
        on sales.order_item_key = returns.returned_item_key
    where returns.is_return
        and returns.returned_item_key is not null
        and not sales.is_return
        and not sales.is_stock_correction
),

limited as (
    select
        return_item_key,
        reduced_item_key,
        quantity as sent_quantity,
        least(
            quantity,
            greatest(0, sold_quantity - quantity_so_far + quantity)
        ) as quantity
    from named
),

-- A refund without units (仅退款) is charged to its line even when all units
-- were already returned.
final as (
    select
        return_item_key,
        reduced_item_key,
        quantity::bigint as quantity
    from limited
    where quantity > 0 or sent_quantity = 0
)

select * from final
