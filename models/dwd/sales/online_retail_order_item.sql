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
        invoice_no || ':' || stock_code || ':' || line_ordinal
            as order_item_id,
        invoice_no as order_id,
        warehouse.plain_id(customer_id) as source_account_id,
        country,
        upper(stock_code) as product_code,
        invoiced_at,
        quantity < 0 and (invoice_no like 'C%' or unit_price <> 0) as is_return,
        quantity < 0 and invoice_no not like 'C%' and unit_price = 0
            as is_stock_correction,
        quantity,
        unit_price
    from lines
),

-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
final as (
    select
        warehouse.key('online_retail', classified.order_item_id)
            as order_item_key,
        warehouse.key('online_retail', classified.order_id) as order_key,
        warehouse.key('online_retail', classified.source_account_id)
            as account_key,
        products.product_key,
        'online_retail' as order_system,
        'online_retail' as source,
        classified.order_id,
        classified.source_account_id,
        classified.country,
        classified.invoiced_at at time zone settings.time_zone as ordered_at,
        classified.invoiced_at at time zone settings.time_zone as sold_at,
        classified.invoiced_at::date as sold_on,
        coalesce(products.business_line, 'other') as business_line,
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
        on settings.source = 'online_retail'
    left join products
        on products.code_system = 'online_retail'
        and products.product_code = classified.product_code
)

select * from final
