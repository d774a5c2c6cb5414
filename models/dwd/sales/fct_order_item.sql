with

lines as (
    select * from ods.online_retail_line
),

settings as (
    select * from dwd.source_setting
),

products as (
    select * from dwd.dim_product
),

shop_items as (
    select * from dwd.shop_order_item
),

mall_items as (
    select * from dwd.mall_order_item
),

pos_items as (
    select * from dwd.pos_order_item
),

classified as (
    select
        invoice_no || ':' || stock_code || ':' || line_ordinal
            as order_item_id,
        invoice_no as order_id,
        warehouse.plain_id(customer_id) as source_account_id,
        upper(stock_code) as product_code,
        invoiced_at,
        quantity < 0 and (invoice_no like 'C%' or unit_price <> 0) as is_return,
        quantity < 0 and invoice_no not like 'C%' and unit_price = 0
            as is_stock_correction,
        quantity,
        unit_price
    from lines
),

-- Joined left, so that a source without setting fails and does not lose rows.
final as (
    select
        warehouse.key('online_retail', order_item_id) as order_item_key,
        warehouse.key('online_retail', order_id) as order_key,
        warehouse.key('online_retail', source_account_id) as account_key,
        products.product_key,
        null::bigint as returned_item_key,
        'online_retail' as source,
        'online_retail' as channel,
        null as store_code,
        classified.order_id,
        classified.invoiced_at at time zone settings.time_zone as ordered_at,
        classified.invoiced_at::date as ordered_on,
        classified.is_return,
        classified.is_stock_correction,
        products.is_merchandise,
        classified.quantity,
        classified.unit_price,
        0 as discount_amount,
        case when classified.is_return then 0 else quantity * unit_price end
            as gross_amount,
        case when classified.is_return then -quantity * unit_price else 0 end
            as returned_amount,
        null::numeric as cost_amount,
        settings.currency
    from classified
    left join settings
        on settings.source = 'online_retail'
    left join products
        on products.source = 'online_retail'
        and products.product_code = classified.product_code

    union all

    select
        order_item_key, order_key, account_key, product_key, returned_item_key,
        source, channel, store_code, order_id, ordered_at, ordered_on,
        is_return, false, is_merchandise, quantity, unit_price,
        discount_amount, gross_amount, returned_amount, cost_amount, currency
    from shop_items

    union all

    select
        order_item_key, order_key, account_key, product_key, returned_item_key,
        source, channel, store_code, order_id, ordered_at, ordered_on,
        is_return, false, is_merchandise, quantity, unit_price,
        discount_amount, gross_amount, returned_amount, cost_amount, currency
    from mall_items

    union all

    select
        order_item_key, order_key, account_key, product_key, returned_item_key,
        source, channel, store_code, order_id, ordered_at, ordered_on,
        is_return, false, is_merchandise, quantity, unit_price,
        discount_amount, gross_amount, returned_amount, cost_amount, currency
    from pos_items
)

select * from final
