with

lines as (
    select * from dwd.web_order_line
),

orders as (
    select * from dwd.web_order
),

final as (
    select
        lines.order_system,
        lines.order_id,
        lines.line_no,
        lines.source,
        case
            when orders.order_id is null then 'its order has not arrived'
            when orders.status = 'cancelled' then 'its order was cancelled'
            else 'its order is not paid'
        end as reason,
        lines.paid_amount,
        lines.currency
    from lines
    left join orders
        on orders.order_system = lines.order_system
        and orders.order_id = lines.order_id
    where lines.sold_on is null
)

select * from final
