with

orders as (
    select * from dws.order_summary
),

items as (
    select * from dwd.fct_order_item
),

one_id_map as (
    select * from dwd.one_id_map
),

unconverted as (
    select
        order_key,
        account_key,
        ordered_on,
        line_count,
        gross_amount,
        returned_amount,
        net_amount,
        currency
    from orders
    where exchange_rate is null
),

documents as (
    select
        order_key,
        min(order_system) as order_system,
        min(source) as source,
        min(order_id) as order_id
    from items
    where order_key in (select order_key from unconverted)
    group by order_key
),

final as (
    select
        unconverted.order_key,
        documents.order_system,
        documents.source,
        documents.order_id,
        unconverted.ordered_on,
        unconverted.account_key,
        one_id_map.one_id,
        unconverted.line_count,
        unconverted.gross_amount,
        unconverted.returned_amount,
        unconverted.net_amount,
        unconverted.currency
    from unconverted
    inner join documents
        on documents.order_key = unconverted.order_key
    left join one_id_map
        on one_id_map.account_key = unconverted.account_key
)

select * from final
