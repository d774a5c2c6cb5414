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
        ordered_at, ordered_on,
        is_return, is_stock_correction, is_merchandise,
        quantity, unit_price, 0 as discount_amount,
        gross_amount, returned_amount, null::numeric as cost_amount, currency
    from online_retail_items

    union all

    select
        order_item_key, order_key, account_key, product_key,
        returned_item_key,
        order_system, source, store_code, order_id,
        ordered_at, ordered_on,
        is_return, false as is_stock_correction, is_merchandise,
        quantity, unit_price, discount_amount,
        gross_amount, returned_amount, cost_amount, currency
    from web_items

    union all

    select
        order_item_key, order_key, account_key, product_key,
        returned_item_key,
        order_system, source, store_code, order_id,
        ordered_at, ordered_on,
        is_return, false as is_stock_correction, is_merchandise,
        quantity, unit_price, discount_amount,
        gross_amount, returned_amount, cost_amount, currency
    from pos_items
)

select * from final
