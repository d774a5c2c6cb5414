with

retail_lines as (
    select * from ods.online_retail_line
),

shop_orders as (
    select * from ods.shop_order
),

shop_lines as (
    select * from ods.shop_order_line
),

shop_refunds as (
    select * from ods.shop_refund
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

mall_refunds as (
    select * from ods.mall_refund
),

pos_lines as (
    select * from ods.pos_line
),

items as (
    select * from dwd.fct_order_item
),

sent as (
    select 'online_retail' as source, count(*) as line_count from retail_lines

    union all

    select 'shop', count(*) + (select count(*) from shop_refunds)
    from shop_lines
    inner join shop_orders
        on shop_orders.order_id = shop_lines.order_id
    where shop_orders.paid_at is not null

    union all

    select 'mall', count(*) + (select count(*) from mall_refunds)
    from mall_lines
    inner join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    where mall_orders.paid_at is not null

    union all

    select 'pos', count(*) from pos_lines
),

counted as (
    select
        source,
        count(*) as item_count
    from items
    group by source
),

final as (
    select
        source,
        coalesce(sent.line_count, 0) as line_count,
        coalesce(counted.item_count, 0) as item_count
    from sent
    full join counted using (source)
    where coalesce(sent.line_count, 0) <> coalesce(counted.item_count, 0)
)

select * from final
