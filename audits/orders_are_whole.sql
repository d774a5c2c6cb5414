with

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_lines as (
    select * from ods.shop_order_line
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

marketplace_sums as (
    select
        order_id,
        sum(paid_amount) as paid_amount
    from marketplace_lines
    group by order_id
),

mall_sums as (
    select
        order_id,
        sum(paid_amount) as paid_amount
    from mall_lines
    group by order_id
),

compared as (
    select
        'marketplace' as order_system,
        order_id,
        marketplace_orders.paid_amount,
        marketplace_sums.paid_amount as line_amount
    from marketplace_orders
    full join marketplace_sums using (order_id)

    union all

    select
        'mall' as order_system,
        order_id,
        mall_orders.paid_amount,
        mall_sums.paid_amount as line_amount
    from mall_orders
    full join mall_sums using (order_id)
),

final as (
    select
        order_system,
        order_id,
        paid_amount,
        line_amount
    from compared
    where paid_amount is distinct from line_amount
)

select * from final
