with

-- Read twice. Without this, Postgres would first write all facts to disk.
items as not materialized (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

-- A source without any return may have no file of them: unknown, not zero.
not_returned as (
    select distinct source, 0 as returned_amount
    from return_matches
),

changes as (
    select
        account_key, product_key, business_line, currency, sold_on,
        sold_on as effective_on, quantity, gross_amount,
        not_returned.returned_amount
    from items
    left join not_returned using (source)
    where not is_return
        and not is_stock_correction

    union all

    select
        return_matches.account_key, reduced.product_key,
        return_matches.business_line, return_matches.currency,
        return_matches.sold_on, return_matches.returned_on as effective_on,
        case
            when return_matches.is_matched then -return_matches.quantity
            else 0
        end as quantity,
        0 as gross_amount,
        return_matches.returned_amount
    from return_matches
    inner join items as reduced
        on reduced.order_item_key = return_matches.reduced_item_key
),

days as (
    select
        account_key, product_key, business_line, currency, sold_on,
        effective_on,
        sum(quantity)::bigint as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount
    from changes
    where account_key is not null
        and product_key is not null
    group by
        account_key, product_key, business_line, currency, sold_on,
        effective_on
),

final as (
    select
        days.account_key,
        days.product_key,
        days.currency,
        days.sold_on,
        days.effective_on,
        days.business_line,
        days.unit_count,
        days.gross_amount,
        days.returned_amount,
        days.gross_amount - coalesce(days.returned_amount, 0) as net_amount,
        exchange_rates.rate as exchange_rate
    from days
    left join exchange_rates
        on exchange_rates.currency = days.currency
        and exchange_rates.starts_on <= days.sold_on
        and exchange_rates.ends_before > days.sold_on
)

select * from final
