with

items as (
    select * from dwd.fct_order_item
),

-- Returns are documents of their own, and no orders.
final as (
    select
        order_key,
        order_system,
        order_id,
        min(account_key) as account_key,
        count(distinct account_key) > 1 as has_other_account,
        min(source) as source,
        min(store_code) as store_code,
        min(ordered_at) as ordered_at,
        min(sold_at) as sold_at,
        min(sold_on) as sold_on,
        case
            when min(business_line) = max(business_line) then min(business_line)
            else '*'
        end as business_line,
        case
            when min(promotion_id) = max(promotion_id) then min(promotion_id)
        end as promotion_id,
        min(coupon_id) as coupon_id,
        min(guide_id) as guide_id,
        count(*) as line_count,
        case
            when min(currency) = max(currency) then sum(gross_amount)
        end as gross_amount,
        min(currency) as currency
    from items
    where not is_return
        and not is_stock_correction
    group by order_key, order_system, order_id
)

select * from final
