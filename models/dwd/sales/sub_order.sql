with

douyin_lines as (
    select * from registry.ods_douyin_order_line
),

jd_lines as (
    select * from registry.ods_jd_order_line
),

-- Every state that was ever sent, in one vocabulary.
states as (
    select
        'douyin' as source,
        open_id as source_account_id,
        case status
            when '待支付' then 'placed'
            when '备货中' then 'paid'
            when '已发货' then 'shipped'
            when '已完成' then 'completed'
            when '已关闭' then 'cancelled'
            else status
        end as status,
        order_id, line_no, store_code, ordered_at, paid_at, product_code,
        quantity, list_price, discount_amount, coupon_amount, paid_amount,
        unit_cost, currency, promotion_id, coupon_id, deposit_amount,
        deposit_paid_at, is_gift,
        updated_at, is_current, batch_id, source_line
    from douyin_lines

    union all

    select
        'jd' as source,
        pin as source_account_id,
        case status
            when '等待付款' then 'placed'
            when '等待出库' then 'paid'
            when '等待确认收货' then 'shipped'
            when '完成' then 'completed'
            when '锁定取消' then 'cancelled'
            else status
        end as status,
        order_id, line_no, store_code, ordered_at, paid_at, product_code,
        quantity, list_price, discount_amount, coupon_amount, paid_amount,
        unit_cost, currency, promotion_id, coupon_id, deposit_amount,
        deposit_paid_at, is_gift,
        updated_at, is_current, batch_id, source_line
    from jd_lines
),

-- The newest sub-order speaks for its order: a correction can change one alone.
final as (
    select
        source, source_account_id, status,
        order_id, line_no, store_code, ordered_at, paid_at, product_code,
        quantity, list_price, discount_amount, coupon_amount, paid_amount,
        unit_cost, currency, promotion_id, coupon_id, deposit_amount,
        deposit_paid_at, is_gift,
        updated_at, is_current,
        is_current and row_number() over (
            partition by source, order_id
            order by is_current desc, updated_at desc nulls last, line_no
        ) = 1 as is_current_order,
        batch_id, source_line
    from states
)

select * from final
