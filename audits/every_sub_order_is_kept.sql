with

douyin_lines as (
    select * from ods.douyin_order_line
),

douyin_refunds as (
    select * from ods.douyin_refund
),

jd_lines as (
    select * from ods.jd_order_line
),

jd_refunds as (
    select * from ods.jd_refund
),

items as (
    select * from dwd.fct_order_item
),

unsold_lines as (
    select * from dwd.web_unsold_line
),

lines as (
    select 'douyin' as order_system, currency, paid_at, paid_amount
    from douyin_lines
    union all
    select 'jd' as order_system, currency, paid_at, paid_amount
    from jd_lines
),

refunds as (
    select 'douyin' as order_system, currency, quantity, refund_amount
    from douyin_refunds
    union all
    select 'jd' as order_system, currency, quantity, refund_amount
    from jd_refunds
),

-- Sent minus arrived, computed apart from the models and as simply as possible.
balanced as (
    select order_system, currency, 1 as line_count,
        case when paid_at is null then 0 else paid_amount end as gross_amount,
        0 as returned_amount
    from lines
    union all
    select order_system, currency, 1 as line_count, 0 as gross_amount,
        case when quantity < 0 then -refund_amount else refund_amount end
            as returned_amount
    from refunds
    union all
    select order_system, currency, -1 as line_count,
        -gross_amount as gross_amount, -returned_amount as returned_amount
    from items
    where order_system in ('douyin', 'jd')
    union all
    select order_system, currency, -1 as line_count,
        0 as gross_amount, 0 as returned_amount
    from unsold_lines
    where order_system in ('douyin', 'jd')
),

final as (
    select
        order_system,
        warehouse.currency(currency) as currency,
        sum(line_count) as lines_lost,
        coalesce(sum(gross_amount), 0) as gross_amount_lost,
        coalesce(sum(returned_amount), 0) as returned_amount_lost
    from balanced
    group by order_system, warehouse.currency(currency)
    having sum(line_count) <> 0
        or sum(gross_amount) <> 0
        or sum(returned_amount) <> 0
)

select * from final
