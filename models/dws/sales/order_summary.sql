with

changes as (
    select * from dws.order_change
),

orders as (
    select * from dwd.sold_order
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

-- A document with lines of two customers, stores or days counts for one.
placed as (
    select
        changes.order_key,
        changes.business_line,
        changes.currency,
        changes.effective_on,
        coalesce(orders.account_key, changes.account_key) as account_key,
        coalesce(orders.source, changes.source) as source,
        coalesce(orders.store_code, changes.store_code) as store_code,
        coalesce(orders.coupon_id, changes.coupon_id) as coupon_id,
        orders.promotion_id,
        orders.guide_id,
        coalesce(orders.sold_on, changes.sold_on) as sold_on,
        changes.is_returned, changes.line_count,
        changes.discounted_line_count, changes.unit_count,
        changes.gross_amount, changes.returned_amount,
        changes.unmatched_returned_amount, changes.merchandise_net_amount,
        changes.promotion_discount_amount, changes.coupon_discount_amount,
        changes.other_discount_amount, changes.cost_amount,
        changes.costed_net_amount
    from changes
    left join orders
        on orders.order_key = changes.order_key
),

-- Amounts without a rate are compared as is, if none has a rate: an order
-- counts where it is converted.
running as (
    select
        placed.order_key, placed.business_line, placed.currency,
        placed.effective_on, placed.account_key, placed.source,
        placed.store_code, placed.coupon_id, placed.promotion_id,
        placed.guide_id, placed.sold_on,
        placed.line_count, placed.discounted_line_count,
        placed.gross_amount, placed.returned_amount,
        placed.unmatched_returned_amount, placed.merchandise_net_amount,
        placed.promotion_discount_amount, placed.coupon_discount_amount,
        placed.other_discount_amount, placed.cost_amount,
        placed.costed_net_amount,
        exchange_rates.rate as exchange_rate,
        exchange_rates.rate is null as is_unrated,
        (
            coalesce(
                sum(placed.merchandise_net_amount * exchange_rates.rate)
                    over so_far,
                sum(placed.merchandise_net_amount) over so_far
            ) > 0
        )::integer as counts,
        (bool_or(placed.is_returned) over so_far)::integer as is_returned,
        (sum(placed.unit_count) over so_far)::bigint as units,
        sum(placed.gross_amount - coalesce(placed.returned_amount, 0))
            over so_far as net_amount
    from placed
    left join exchange_rates
        on exchange_rates.currency = placed.currency
        and exchange_rates.starts_on <= placed.sold_on
        and exchange_rates.ends_before > placed.sold_on
    window so_far as (
        partition by placed.order_key, placed.business_line
        order by
            placed.effective_on, exchange_rates.rate is null, placed.currency
        rows unbounded preceding
    )
),

-- Counts are changes that add up: -1 on the day the order stops counting.
final as (
    select
        order_key, business_line, currency, effective_on, account_key, source,
        store_code, coupon_id, promotion_id, guide_id, sold_on,
        counts - lag(counts, 1, 0) over history as order_count,
        is_returned - lag(is_returned, 1, 0) over history
            as returned_order_count,
        line_count, discounted_line_count,
        counts * units - lag(counts * units, 1, 0::bigint) over history
            as unit_count,
        gross_amount, returned_amount, unmatched_returned_amount,
        gross_amount - coalesce(returned_amount, 0) as net_amount,
        merchandise_net_amount,
        counts * net_amount
            - lag(counts * net_amount, 1, 0::numeric) over history
            as counted_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, cost_amount, costed_net_amount, exchange_rate
    from running
    window history as (
        partition by order_key, business_line
        order by effective_on, is_unrated, currency
    )
)

select * from final
