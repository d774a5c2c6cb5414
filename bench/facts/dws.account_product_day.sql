-- Sales are one row for each line already, mostly: they are added up with the returns in one pass, and rates are joined to the days.
with not_returned as (
    select distinct source, 0::numeric as returned_amount from dwd.return_match
), changes as (
    select
        account_key, product_key, currency, sold_on, sold_on as effective_on, business_line, quantity, gross_amount, not_returned.returned_amount
    from dwd.fct_order_item
    left join not_returned using (source)
    where not is_return and not is_stock_correction and account_key is not null and product_key is not null
    union all
    select
        back.account_key, reduced.product_key, back.currency, back.sold_on, back.returned_on, back.business_line,
        case when back.is_matched then -back.quantity else 0 end, 0, back.returned_amount
    from dwd.return_match as back
    inner join dwd.fct_order_item as reduced on reduced.order_item_key = back.reduced_item_key
    where back.account_key is not null and reduced.product_key is not null
), days as (
    select
        account_key, product_key, currency, sold_on, effective_on, business_line, sum(quantity)::bigint as unit_count,
        sum(gross_amount) as gross_amount, sum(returned_amount) as returned_amount
    from changes
    group by account_key, product_key, currency, sold_on, effective_on, business_line
)
select days.*, gross_amount - coalesce(returned_amount, 0) as net_amount, rates.rate as exchange_rate
from days
left join dwd.exchange_rate_span as rates
    on rates.currency = days.currency and rates.starts_on <= days.sold_on and rates.ends_before > days.sold_on
