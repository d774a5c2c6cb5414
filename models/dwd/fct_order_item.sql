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

classified as (
    select
        'online_retail' as source,
        invoice_no as order_id,
        upper(stock_code) as product_code,
        invoice_no || ':' || stock_code || ':' || line_ordinal
            as order_item_id,
        warehouse.plain_id(customer_id) as source_account_id,
        invoiced_at,
        quantity,
        unit_price,
        quantity < 0
            and (invoice_no like 'C%' or unit_price <> 0) as is_return,
        quantity < 0
            and invoice_no not like 'C%'
            and unit_price = 0 as is_stock_correction
    from lines
),

-- Joined left, so that a source without setting fails and does not lose rows.
final as (
    select
        warehouse.key(
            classified.source, classified.order_item_id
        ) as order_item_key,
        warehouse.key(
            classified.source, classified.order_id
        ) as order_key,
        warehouse.key(
            classified.source, classified.source_account_id
        ) as account_key,
        products.product_key,
        classified.source,
        classified.order_id,
        classified.invoiced_at
            at time zone settings.time_zone as ordered_at,
        classified.invoiced_at::date as ordered_on,
        classified.is_return,
        classified.is_stock_correction,
        products.is_merchandise,
        classified.quantity,
        classified.unit_price,
        case
            when classified.is_return then 0
            else classified.quantity * classified.unit_price
        end as gross_amount,
        case
            when classified.is_return
                then -classified.quantity * classified.unit_price
            else 0
        end as returned_amount,
        settings.currency
    from classified
    left join settings
        on settings.source = classified.source
    left join products
        on products.source = classified.source
        and products.product_code = classified.product_code
)

select * from final
