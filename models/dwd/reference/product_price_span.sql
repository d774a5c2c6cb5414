with

prices as (
    select * from ods.product_price
),

final as (
    select
        warehouse.key('catalogue', product_code) as product_key,
        valid_from as starts_on,
        lead(valid_from) over product as ends_before,
        list_price,
        lag(list_price) over product as previous_list_price,
        unit_cost,
        currency
    from prices
    window product as (
        partition by product_code
        order by valid_from
    )
)

select * from final
