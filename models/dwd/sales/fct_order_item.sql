with

online_retail_items as (
    select * from dwd.online_retail_order_item
),

web_items as (
    select * from dwd.web_order_item
),

pos_items as (
    select * from dwd.pos_order_item
),

final as (
    select
        order_item_key, order_key, account_key, product_key,
        null::bigint as returned_item_key,
        order_system, source, null as store_code, order_id,
        ordered_at, sold_at, sold_on, business_line,
        is_return, is_stock_correction, is_merchandise,
        quantity, unit_price,
        0 as promotion_discount_amount,
        0 as coupon_discount_amount,
        0 as other_discount_amount,
        gross_amount, returned_amount, null::numeric as cost_amount, currency,
        null as promotion_id, null as coupon_id, null as guide_id,
        null as return_reason
    from online_retail_items

    union all

    select
        order_item_key, order_key, account_key, product_key,
        returned_item_key,
        order_system, source, store_code, order_id,
        ordered_at, sold_at, sold_on, business_line,
        is_return, false as is_stock_correction, is_merchandise,
        quantity, unit_price,
        promotion_discount_amount,
        coupon_discount_amount,
        other_discount_amount,
        gross_amount, returned_amount, cost_amount, currency,
        promotion_id, coupon_id, guide_id, return_reason
    from web_items

    union all

    select
        order_item_key, order_key, account_key, product_key,
        returned_item_key,
        order_system, source, store_code, order_id,
        ordered_at, sold_at, sold_on, business_line,
        is_return, false as is_stock_correction, is_merchandise,
        quantity, unit_price,
        promotion_discount_amount,
        coupon_discount_amount,
        other_discount_amount,
        gross_amount, returned_amount, cost_amount, currency,
        promotion_id, coupon_id, guide_id, return_reason
    from pos_items
)

select * from final
