with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

sold as (
    select
        order_key,
        product_key,
        min(account_key) as account_key,
        min(business_line) as business_line,
        min(sold_on) as sold_on,
        sum(quantity) as quantity
    from items
    where not is_return
        and not is_stock_correction
        and is_merchandise
        and gross_amount > 0
    group by order_key, product_key
),

returned as (
    select
        items.order_key,
        items.product_key,
        sum(return_matches.quantity) as quantity,
        max(return_matches.returned_on) as returned_on
    from return_matches
    inner join items
        on items.order_item_key = return_matches.reduced_item_key
    where return_matches.is_matched
        and return_matches.is_priced
        and return_matches.quantity > 0
    group by items.order_key, items.product_key
),

final as (
    select
        sold.order_key,
        sold.product_key,
        sold.account_key,
        sold.business_line,
        sold.sold_on,
        case
            when returned.quantity >= sold.quantity then returned.returned_on
        end as returned_on
    from sold
    left join returned
        on returned.order_key = sold.order_key
        and returned.product_key = sold.product_key
)

select * from final
