with

lines as (
    select * from ods.pos_line
),

settings as (
    select * from dwd.source_setting
),

products as (
    select * from dwd.dim_product
),

moves as (
    select
        receipt_no || ':' || line_no as order_item_id,
        returned_receipt_no || ':' || returned_line_no as returned_item_id,
        receipt_no as order_id,
        card_no as source_account_id,
        store_code,
        sold_at,
        quantity < 0 as is_return,
        product_code,
        quantity,
        list_price as unit_price,
        paid_amount,
        unit_cost,
        currency
    from lines
),

-- Joined left, so that a source without setting fails and does not lose rows.
final as (
    select
        warehouse.key('pos', moves.order_item_id) as order_item_key,
        warehouse.key('pos', moves.order_id) as order_key,
        warehouse.key('pos', moves.source_account_id) as account_key,
        products.product_key,
        warehouse.key('pos', moves.returned_item_id) as returned_item_key,
        'pos' as source,
        'pos' as channel,
        moves.store_code,
        moves.order_id,
        moves.source_account_id,
        moves.sold_at at time zone settings.time_zone as ordered_at,
        moves.sold_at::date as ordered_on,
        moves.is_return,
        coalesce(products.is_merchandise, true) as is_merchandise,
        moves.quantity,
        moves.unit_price,
        moves.quantity * moves.unit_price - moves.paid_amount
            as discount_amount,
        case when moves.is_return then 0 else moves.paid_amount end
            as gross_amount,
        case when moves.is_return then -moves.paid_amount else 0 end
            as returned_amount,
        moves.quantity * moves.unit_cost as cost_amount,
        moves.currency
    from moves
    left join settings
        on settings.source = 'pos'
    left join products
        on products.source = 'catalogue'
        and products.product_code = moves.product_code
)

select * from final
