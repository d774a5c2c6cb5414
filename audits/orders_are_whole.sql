with

shop_orders as (
    select * from ods.shop_order
),

shop_lines as (
    select * from ods.shop_order_line
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

shop_sums as (
    select
        order_id,
        sum(paid_amount) as paid_amount
    from shop_lines
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
        'shop' as source,
        order_id,
        shop_orders.paid_amount,
        shop_sums.paid_amount as line_amount
    from shop_orders
    full join shop_sums using (order_id)

    union all

    select
        'mall' as source,
        order_id,
        mall_orders.paid_amount,
        mall_sums.paid_amount as line_amount
    from mall_orders
    full join mall_sums using (order_id)
),

final as (
    select
        source,
        order_id,
        paid_amount,
        line_amount
    from compared
    where paid_amount is distinct from line_amount
)

select * from final
