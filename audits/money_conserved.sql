with

items as (
    select * from dwd.fct_order_item
),

orders as (
    select * from dws.order_summary
),

unconverted_sales as (
    select * from ads.unconverted_sale
),

return_matches as (
    select * from dwd.return_match
),

kpi_days as (
    select * from ads.kpi_daily
),

-- Sent minus arrived: by source, currency and day of the movement.
balanced as (
    select 'dws.order_summary' as relation, source, currency,
        sold_on as business_on, gross_amount, 0 as returned_amount
    from items
    where not is_return
        and not is_stock_correction
    union all
    select 'dws.order_summary' as relation, source, currency,
        returned_on as business_on, 0 as gross_amount, returned_amount
    from return_matches
    union all
    select 'dws.order_summary' as relation, source, currency,
        effective_on as business_on, -gross_amount as gross_amount,
        -returned_amount as returned_amount
    from orders
    where business_line = '*'
    union all
    select 'business lines' as relation, source, currency,
        effective_on as business_on, gross_amount, returned_amount
    from orders
    where business_line = '*'
    union all
    select 'business lines' as relation, source, currency,
        effective_on as business_on, -gross_amount as gross_amount,
        -returned_amount as returned_amount
    from orders
    where business_line <> '*'
    union all
    select 'ads.unconverted_sale' as relation, source, currency,
        null as business_on, gross_amount, returned_amount
    from orders
    where business_line = '*'
        and effective_on < warehouse.as_of()
        and exchange_rate is null
    union all
    select 'ads.unconverted_sale' as relation, source, currency,
        null as business_on, -gross_amount as gross_amount,
        -returned_amount as returned_amount
    from unconverted_sales
    union all
    select 'ads.kpi_daily' as relation, null as source, null as currency,
        sold_on as business_on, gross_amount * exchange_rate as gross_amount,
        returned_amount * exchange_rate as returned_amount
    from orders
    where business_line = '*'
        and effective_on < warehouse.as_of()
        and exchange_rate is not null
    union all
    select 'ads.kpi_daily' as relation, null as source, null as currency,
        business_on, -gross_amount as gross_amount,
        -returned_amount as returned_amount
    from kpi_days
    union all
    select 'ads.kpi_daily by return day' as relation, null as source,
        null as currency, effective_on as business_on,
        net_amount * exchange_rate as gross_amount, 0 as returned_amount
    from orders
    where business_line = '*'
        and effective_on < warehouse.as_of()
        and exchange_rate is not null
    union all
    select 'ads.kpi_daily by return day' as relation, null as source,
        null as currency, business_on,
        -net_by_return_day_amount as gross_amount, 0 as returned_amount
    from kpi_days
),

final as (
    select
        relation,
        source,
        currency,
        business_on,
        sum(gross_amount) as gross_amount_lost,
        sum(returned_amount) as returned_amount_lost
    from balanced
    group by relation, source, currency, business_on
    having sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
