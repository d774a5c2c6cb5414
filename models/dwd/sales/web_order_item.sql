with

lines as (
    select * from dwd.web_order_line
),

refunds as (
    select * from dwd.web_refund
),

products as (
    select * from dwd.dim_product
),

-- An unpaid order is not a sale. A refund is a document of its own, on its own
-- day; its number can equal an order number, hence the prefix.
sales_and_refunds as (
    select
        order_system,
        order_id,
        order_id || ':' || line_no as order_item_id,
        null as returned_item_id,
        source, source_account_id, store_code, ordered_at, sold_at, sold_on,
        false as is_return,
        product_code,
        quantity,
        list_price as unit_price,
        case when promotion_id is null then 0 else discount_amount end
            as promotion_discount_amount,
        coupon_amount as coupon_discount_amount,
        paid_amount as gross_amount,
        0 as returned_amount,
        unit_cost,
        currency,
        promotion_id,
        coupon_id,
        guide_id,
        null as return_reason
    from lines
    where sold_on is not null

    union all

    select
        refunds.order_system,
        'refund:' || refunds.refund_id as order_id,
        'refund:' || refunds.refund_id as order_item_id,
        refunds.order_id || ':' || refunds.line_no as returned_item_id,
        refunds.source, refunds.source_account_id, refunds.store_code,
        refunds.refunded_at as ordered_at,
        refunds.refunded_at as sold_at,
        refunds.refunded_on as sold_on,
        true as is_return,
        lines.product_code,
        -refunds.quantity as quantity,
        coalesce(lines.list_price, 0) as unit_price,
        0 as promotion_discount_amount,
        0 as coupon_discount_amount,
        0 as gross_amount,
        refunds.refund_amount as returned_amount,
        lines.unit_cost,
        refunds.currency,
        lines.promotion_id,
        lines.coupon_id,
        lines.guide_id,
        refunds.return_reason
    from refunds
    left join lines
        on lines.order_system = refunds.order_system
        and lines.order_id = refunds.order_id
        and lines.line_no = refunds.line_no
),

final as (
    select
        warehouse.key(items.order_system, items.order_item_id)
            as order_item_key,
        warehouse.key(items.order_system, items.order_id) as order_key,
        warehouse.key(items.source, items.source_account_id) as account_key,
        products.product_key,
        warehouse.key(items.order_system, items.returned_item_id)
            as returned_item_key,
        items.order_system, items.source, items.store_code, items.order_id,
        items.source_account_id, items.ordered_at, items.sold_at, items.sold_on,
        coalesce(products.business_line, 'other') as business_line,
        items.is_return,
        coalesce(products.is_merchandise, true) as is_merchandise,
        items.quantity,
        items.unit_price,
        items.promotion_discount_amount,
        items.coupon_discount_amount,
        items.quantity * items.unit_price
            - items.gross_amount + items.returned_amount
            - items.promotion_discount_amount - items.coupon_discount_amount
            as other_discount_amount,
        items.gross_amount,
        items.returned_amount,
        items.quantity * items.unit_cost as cost_amount,
        warehouse.currency(items.currency) as currency,
        items.promotion_id, items.coupon_id, items.guide_id,
        items.return_reason
    from sales_and_refunds as items
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = items.product_code
)

select * from final
