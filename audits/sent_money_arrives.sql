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

-- What the sources say, said as simply as can be: stores and the retail shop
-- tell what is given back by the sign.
sent as (
    select
        'online_retail' as source,
        sum(greatest(quantity, 0) * unit_price) as gross_amount,
        sum(least(quantity, 0) * -unit_price) as returned_amount
    from retail_lines

    union all

    select 'shop', sum(shop_lines.paid_amount), (
        select coalesce(sum(refund_amount), 0) from shop_refunds
    )
    from shop_lines
    inner join shop_orders
        on shop_orders.order_id = shop_lines.order_id
    where shop_orders.paid_at is not null

    union all

    select 'mall', sum(mall_lines.paid_amount), (
        select coalesce(sum(refund_amount), 0) from mall_refunds
    )
    from mall_lines
    inner join mall_orders
        on mall_orders.order_id = mall_lines.order_id
    where mall_orders.paid_at is not null

    union all

    select
        'pos',
        sum(paid_amount) filter (where quantity >= 0),
        -sum(paid_amount) filter (where quantity < 0)
    from pos_lines
),

arrived as (
    select
        source,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount
    from items
    group by source
),

final as (
    select
        sent.source,
        sent.gross_amount as sent_gross_amount,
        arrived.gross_amount,
        sent.returned_amount as sent_returned_amount,
        arrived.returned_amount
    from sent
    left join arrived
        on arrived.source = sent.source
    where coalesce(sent.gross_amount, 0) <> coalesce(arrived.gross_amount, 0)
        or coalesce(sent.returned_amount, 0)
        <> coalesce(arrived.returned_amount, 0)
)

select * from final
