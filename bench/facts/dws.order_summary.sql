-- One sort for all windows: the sums before a change are taken from those up to it.
with changes as (
    select
        changes.order_key, changes.business_line, changes.currency, changes.effective_on,
        coalesce(orders.account_key, changes.account_key) as account_key, coalesce(orders.source, changes.source) as source,
        coalesce(orders.store_code, changes.store_code) as store_code, orders.guide_id, orders.promotion_id,
        coalesce(orders.coupon_id, changes.coupon_id) as coupon_id,
        coalesce(orders.sold_on, changes.sold_on) as sold_on,
        changes.is_returned, changes.line_count, changes.discounted_line_count, changes.unit_count, changes.gross_amount, changes.returned_amount,
        changes.unmatched_returned_amount, changes.merchandise_net_amount, changes.promotion_discount_amount,
        changes.coupon_discount_amount, changes.other_discount_amount, changes.cost_amount, changes.costed_net_amount
    from dws.order_change as changes
    left join dwd.sold_order as orders on orders.order_key = changes.order_key
), summed as (
    select
        changes.*, changes.gross_amount - coalesce(changes.returned_amount, 0) as net_amount, rates.rate as exchange_rate,
        sum(merchandise_net_amount * rates.rate) over w as rated, sum(merchandise_net_amount) over w as plain,
        sum(merchandise_net_amount * rates.rate) over b as rated_before, sum(merchandise_net_amount) over b as plain_before,
        (sum(unit_count) over w)::bigint as units, (coalesce(sum(unit_count) over b, 0))::bigint as units_before,
        sum(changes.gross_amount - coalesce(changes.returned_amount, 0)) over w as net,
        coalesce(sum(changes.gross_amount - coalesce(changes.returned_amount, 0)) over b, 0) as net_before,
        bool_or(is_returned) over w as back, coalesce(bool_or(is_returned) over b, false) as back_before
    from changes
    left join dwd.exchange_rate_span as rates
        on rates.currency = changes.currency and rates.starts_on <= changes.sold_on and rates.ends_before > changes.sold_on
    window
        w as (partition by order_key, business_line order by effective_on, rates.rate is null, changes.currency rows unbounded preceding),
        b as (
            partition by order_key, business_line order by effective_on, rates.rate is null, changes.currency
            rows between unbounded preceding and 1 preceding
        )
), counted as (
    select
        *, (coalesce(rated, plain) > 0)::integer as counts,
        coalesce((coalesce(rated_before, plain_before) > 0)::integer, 0) as counts_before
    from summed
)
select
    order_key, business_line, currency, effective_on, account_key, source, store_code, guide_id, promotion_id, coupon_id, sold_on,
    counts - counts_before as order_count, back::integer - back_before::integer as returned_order_count, line_count,
    discounted_line_count,     counts * units - counts_before * units_before as unit_count, gross_amount, returned_amount, unmatched_returned_amount, net_amount,
    merchandise_net_amount, counts * net - counts_before * net_before as counted_net_amount, promotion_discount_amount,
    coupon_discount_amount, other_discount_amount, cost_amount, costed_net_amount, exchange_rate
from counted
