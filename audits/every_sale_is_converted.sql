with

unconverted_sales as (
    select * from ads.unconverted_sale
),

final as (
    select
        currency,
        min(ordered_on) as first_ordered_on,
        count(*) as document_count,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount
    from unconverted_sales
    group by currency
)

select * from final
