with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

returned as (
    select
        reduced_item_key,
        sum(quantity)::bigint as quantity,
        sum(returned_amount) as returned_amount
    from return_matches
    where returned_on < warehouse.as_of()
    group by reduced_item_key
),

item_results as (
    select
        items.order_key,
        items.account_key,
        items.ordered_on,
        items.is_return,
        items.is_merchandise,
        items.gross_amount > 0 as is_paid,
        items.gross_amount > 0
            and items.quantity > coalesce(returned.quantity, 0) as is_kept,
        items.quantity,
        items.gross_amount,
        coalesce(returned.returned_amount, 0) as returned_amount,
        items.returned_amount as returned_by_document_amount,
        items.currency
    from items
    left join returned
        on returned.reduced_item_key = items.order_item_key
    where items.ordered_on < warehouse.as_of()
        and not items.is_stock_correction
),

final as (
    select
        order_key,
        account_key,
        min(ordered_on) as ordered_on,
        bool_and(is_return) as is_return,
        bool_or(is_kept) as is_kept,
        count(*) filter (where is_paid) as line_count,
        coalesce(
            sum(quantity) filter (where is_paid and is_merchandise), 0
        ) as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(gross_amount) - sum(returned_amount) as net_amount,
        coalesce(
            sum(gross_amount - returned_amount) filter (where is_merchandise), 0
        ) as merchandise_net_amount,
        sum(gross_amount) - sum(returned_by_document_amount)
            as net_by_return_day_amount,
        currency
    from item_results
    group by order_key, account_key, currency
)

select * from final
