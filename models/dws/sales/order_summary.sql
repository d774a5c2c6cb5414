with

-- Read twice. Without this, Postgres would first write all facts to disk.
items as not materialized (
    select * from dwd.fct_order_item
),

return_matches as not materialized (
    select * from dwd.return_match
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

returned as (
    select
        reduced_item_key,
        sum(quantity)::bigint as quantity
    from return_matches
    where returned_on < warehouse.as_of()
    group by reduced_item_key
),

-- Each line, then each part of a return at the line that it reduces: it can be
-- in another currency.
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
        0 as returned_amount,
        items.returned_amount as returned_by_document_amount,
        items.currency
    from items
    left join returned
        on returned.reduced_item_key = items.order_item_key
    where items.ordered_on < warehouse.as_of()
        and not items.is_stock_correction

    union all

    select
        items.order_key, items.account_key, items.ordered_on,
        items.is_return, items.is_merchandise,
        false as is_paid, false as is_kept, 0 as quantity, 0 as gross_amount,
        return_matches.returned_amount, 0 as returned_by_document_amount,
        return_matches.currency
    from return_matches
    inner join items
        on items.order_item_key = return_matches.reduced_item_key
    where return_matches.returned_on < warehouse.as_of()
),

orders as (
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
),

final as (
    select
        orders.order_key,
        orders.account_key,
        orders.ordered_on,
        orders.is_return,
        orders.is_kept,
        orders.line_count,
        orders.unit_count,
        orders.gross_amount,
        orders.returned_amount,
        orders.net_amount,
        orders.merchandise_net_amount,
        orders.net_by_return_day_amount,
        orders.currency,
        exchange_rates.rate as exchange_rate
    from orders
    left join exchange_rates
        on exchange_rates.currency = orders.currency
        and exchange_rates.starts_on <= orders.ordered_on
        and exchange_rates.ends_before > orders.ordered_on
)

select * from final
