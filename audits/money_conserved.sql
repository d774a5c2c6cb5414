with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

orders as (
    select * from dws.order_summary
),

unconverted_sales as (
    select * from ads.unconverted_sale
),

kpi_days as (
    select * from ads.kpi_daily
),

sent as (
    select
        currency,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount
    from items
    where ordered_on < warehouse.as_of()
    group by currency
),

converted as (
    select
        ordered_on,
        gross_amount * exchange_rate as gross_amount,
        net_amount * exchange_rate as net_amount,
        net_by_return_day_amount * exchange_rate as net_by_return_day_amount
    from orders
    where exchange_rate is not null
),

-- Sent minus arrived: in each currency, and by day once converted.
balanced as (
    select 'dwd.return_match' as relation, currency, null::date as business_on,
        0 as gross_amount, -returned_amount as net_amount
    from sent
    union all
    select 'dwd.return_match' as relation, currency, null as business_on,
        0 as gross_amount, returned_amount as net_amount
    from return_matches
    where returned_on < warehouse.as_of()
    union all
    select 'dws.order_summary' as relation, currency, null as business_on,
        gross_amount, gross_amount - returned_amount as net_amount
    from sent
    union all
    select 'dws.order_summary' as relation, currency, null as business_on,
        -gross_amount as gross_amount, -net_amount as net_amount
    from orders
    union all
    select 'ads.unconverted_sale' as relation, currency, null as business_on,
        gross_amount, net_amount
    from orders
    where exchange_rate is null
    union all
    select 'ads.unconverted_sale' as relation, currency, null as business_on,
        -gross_amount as gross_amount, -net_amount as net_amount
    from unconverted_sales
    union all
    select 'ads.kpi_daily' as relation, null as currency,
        ordered_on as business_on, gross_amount, net_amount
    from converted
    union all
    select 'ads.kpi_daily' as relation, null as currency, business_on,
        -gross_amount as gross_amount, -net_amount as net_amount
    from kpi_days
    union all
    select 'ads.kpi_daily by return day' as relation, null as currency,
        ordered_on as business_on, 0 as gross_amount, net_by_return_day_amount
    from converted
    union all
    select 'ads.kpi_daily by return day' as relation, null as currency,
        business_on, 0 as gross_amount, -net_by_return_day_amount
    from kpi_days
),

final as (
    select
        relation,
        currency,
        business_on,
        sum(gross_amount) as gross_amount_lost,
        sum(net_amount) as net_amount_lost
    from balanced
    group by relation, currency, business_on
    having sum(gross_amount) <> 0
        or sum(net_amount) <> 0
)

select * from final
