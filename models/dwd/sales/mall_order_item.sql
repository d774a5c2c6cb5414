with

orders as (
    select * from ods.mall_order
),

lines as (
    select * from ods.mall_order_line
),

refunds as (
    select * from ods.mall_refund
),

settings as (
    select * from dwd.source_setting
),

products as (
    select * from dwd.dim_product
),

-- What was never paid was never sold. A refund is a document of its own, on its
-- own day; its number could be that of an order too.
moves as (
    select
        orders.order_id,
        orders.order_id || ':' || lines.line_no as order_item_id,
        null as returned_item_id,
        orders.channel,
        orders.account_id as source_account_id,
        orders.store_code,
        orders.ordered_at as moved_at,
        false as is_return,
        lines.product_code,
        lines.quantity,
        lines.list_price as unit_price,
        lines.paid_amount as gross_amount,
        0 as returned_amount,
        lines.unit_cost,
        orders.currency
    from lines
    inner join orders
        on orders.order_id = lines.order_id
    where orders.paid_at is not null

    union all

    select
        'refund:' || refunds.refund_id as order_id,
        'refund:' || refunds.refund_id as order_item_id,
        refunds.order_id || ':' || refunds.line_no as returned_item_id,
        refunds.channel,
        refunds.account_id as source_account_id,
        orders.store_code,
        refunds.refunded_at as moved_at,
        true as is_return,
        lines.product_code,
        -refunds.quantity as quantity,
        coalesce(lines.list_price, 0) as unit_price,
        0 as gross_amount,
        refunds.refund_amount as returned_amount,
        lines.unit_cost,
        refunds.currency
    from refunds
    left join orders
        on orders.order_id = refunds.order_id
    left join lines
        on lines.order_id = refunds.order_id
        and lines.line_no = refunds.line_no
),

-- Joined left, so that a source without setting fails and does not lose rows.
final as (
    select
        warehouse.key('mall', moves.order_item_id) as order_item_key,
        warehouse.key('mall', moves.order_id) as order_key,
        warehouse.key(moves.channel, moves.source_account_id) as account_key,
        products.product_key,
        warehouse.key('mall', moves.returned_item_id) as returned_item_key,
        'mall' as source,
        moves.channel,
        moves.store_code,
        moves.order_id,
        moves.source_account_id,
        moves.moved_at as ordered_at,
        (moves.moved_at at time zone settings.time_zone)::date as ordered_on,
        moves.is_return,
        coalesce(products.is_merchandise, true) as is_merchandise,
        moves.quantity,
        moves.unit_price,
        moves.quantity * moves.unit_price
            - moves.gross_amount + moves.returned_amount as discount_amount,
        moves.gross_amount,
        moves.returned_amount,
        moves.quantity * moves.unit_cost as cost_amount,
        moves.currency
    from moves
    left join settings
        on settings.source = 'mall'
    left join products
        on products.source = 'catalogue'
        and products.product_code = moves.product_code
)

select * from final
