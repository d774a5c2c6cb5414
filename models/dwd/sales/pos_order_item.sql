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

reasons as (
    select * from dwd.return_reason
),

-- An exchanged unit is replaced: the sale keeps it.

receipt_lines as (
    select
        lines.receipt_no || ':' || lines.line_no as order_item_id,
        lines.returned_receipt_no || ':' || lines.returned_line_no
            as returned_item_id,
        lines.receipt_no as order_id,
        lines.card_no as source_account_id,
        lines.store_code,
        lines.sold_at,
        (lines.quantity, lines.paid_amount) < (0, 0) as is_return,
        lines.product_code,
        case when reasons.is_exchange then 0 else lines.quantity end
            as quantity,
        lines.list_price as unit_price,
        case when lines.promotion_id is null then 0 else lines.discount_amount
        end as promotion_discount_amount,
        lines.coupon_amount as coupon_discount_amount,
        lines.paid_amount,
        lines.unit_cost,
        lines.currency,
        lines.promotion_id,
        lines.coupon_id,
        lines.guide_id,
        lines.return_reason
    from lines
    left join reasons
        on reasons.return_reason = lines.return_reason
),

-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
final as (
    select
        warehouse.key('pos', items.order_item_id) as order_item_key,
        warehouse.key('pos', items.order_id) as order_key,
        warehouse.key('pos', items.source_account_id) as account_key,
        products.product_key,
        warehouse.key('pos', items.returned_item_id) as returned_item_key,
        'pos' as order_system,
        'pos' as source,
        items.store_code,
        items.order_id,
        items.source_account_id,
        items.sold_at at time zone settings.time_zone as ordered_at,
        items.sold_at at time zone settings.time_zone as sold_at,
        items.sold_at::date as sold_on,
        coalesce(products.business_line, 'other') as business_line,
        items.is_return,
        coalesce(products.is_merchandise, true) as is_merchandise,
        items.quantity,
        items.unit_price,
        items.promotion_discount_amount,
        items.coupon_discount_amount,
        items.quantity * items.unit_price - items.paid_amount
            - items.promotion_discount_amount - items.coupon_discount_amount
            as other_discount_amount,
        case when items.is_return then 0 else items.paid_amount end
            as gross_amount,
        case when items.is_return then -items.paid_amount else 0 end
            as returned_amount,
        items.quantity * items.unit_cost as cost_amount,
        warehouse.currency(items.currency) as currency,
        items.promotion_id,
        items.coupon_id,
        items.guide_id,
        items.return_reason
    from receipt_lines as items
    left join settings
        on settings.source = 'pos'
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = items.product_code
)

select * from final
