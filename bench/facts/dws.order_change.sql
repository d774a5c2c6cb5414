-- Lines are added up once; the sums over all business lines are made from those, not from the lines again.
with not_returned as (
    select distinct source, false as is_returned, 0::numeric as returned_amount from dwd.return_match
), changes as (
    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, sold_on as effective_on,
        (gross_amount > 0)::integer as line_count,
        (gross_amount > 0 and promotion_discount_amount + coupon_discount_amount + other_discount_amount > 0)::integer
            as discounted_line_count,
        not_returned.is_returned,
        case when gross_amount > 0 and is_merchandise then quantity else 0 end as unit_count,
        gross_amount, not_returned.returned_amount, not_returned.returned_amount as unmatched_returned_amount,
        case when is_merchandise then gross_amount else 0 end as merchandise_net_amount,
        promotion_discount_amount, coupon_discount_amount, other_discount_amount, cost_amount,
        case when cost_amount is null then 0 else gross_amount end as costed_net_amount
    from dwd.fct_order_item
    left join not_returned using (source)
    where not is_return and not is_stock_correction
    union all
    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, returned_on,
        0, 0, is_matched and (quantity > 0 or returned_amount > 0),
        case when is_priced and is_merchandise then -quantity else 0 end,
        0, returned_amount, case when is_matched then 0 else returned_amount end,
        case when is_merchandise then -returned_amount else 0 end,
        0, 0, 0, -returned_cost_amount,
        case when returned_cost_amount is null then 0 else -returned_amount end
    from dwd.return_match
), by_line as (
    select
        order_key, business_line, currency, effective_on,
        min(account_key) as account_key, min(source) as source, min(store_code) as store_code, min(coupon_id) as coupon_id,
        min(sold_on) as sold_on, bool_or(is_returned) as is_returned, sum(line_count) as line_count,
        sum(discounted_line_count) as discounted_line_count,
        sum(unit_count)::bigint as unit_count, sum(gross_amount) as gross_amount, sum(returned_amount) as returned_amount,
        sum(unmatched_returned_amount) as unmatched_returned_amount, sum(merchandise_net_amount) as merchandise_net_amount,
        sum(promotion_discount_amount) as promotion_discount_amount, sum(coupon_discount_amount) as coupon_discount_amount,
        sum(other_discount_amount) as other_discount_amount, sum(cost_amount) as cost_amount,
        sum(costed_net_amount) as costed_net_amount
    from changes
    group by order_key, business_line, currency, effective_on
)
select * from by_line
union all
select
    order_key, '*', currency, effective_on, min(account_key), min(source), min(store_code), min(coupon_id),
    min(sold_on), bool_or(is_returned), sum(line_count)::bigint, sum(discounted_line_count)::bigint, sum(unit_count)::bigint, sum(gross_amount), sum(returned_amount),
    sum(unmatched_returned_amount), sum(merchandise_net_amount), sum(promotion_discount_amount), sum(coupon_discount_amount),
    sum(other_discount_amount), sum(cost_amount), sum(costed_net_amount)
from by_line
group by order_key, currency, effective_on
