-- Within a currency and sale day the rate is the same, so it is no key.
select
    account_key, business_line, currency, sold_on, effective_on, sum(order_count) as order_count,
    sum(line_count)::bigint as line_count, sum(discounted_line_count)::bigint as discounted_line_count, sum(unit_count)::bigint as unit_count,
    sum(gross_amount) as gross_amount, sum(returned_amount) as returned_amount,
    sum(unmatched_returned_amount) as unmatched_returned_amount, sum(net_amount) as net_amount,
    sum(counted_net_amount) as counted_net_amount,
    sum(promotion_discount_amount + coupon_discount_amount + other_discount_amount) as discount_amount,
    sum(cost_amount) as cost_amount, sum(costed_net_amount) as costed_net_amount, min(exchange_rate) as exchange_rate
from dws.order_summary
where account_key is not null
group by account_key, business_line, currency, sold_on, effective_on
