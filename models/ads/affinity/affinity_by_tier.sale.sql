with

order_products as (
    select * from dws.order_product
),

one_ids as (
    select * from dwd.one_id_map
),

classes as (
    select * from dws.member_class
),

parameters as (
    select * from dwd.parameter_span
),

present as (
    select
        max(value) filter (where name = 'affinity_window_days')::integer
            as window_days,
        max(value) filter (where name = 'affinity_tier_rank') as tier_rank
    from parameters
    where business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

final as (
    select
        classes.business_line,
        order_products.order_key,
        classes.one_id,
        order_products.product_key,
        classes.tier_rank >= present.tier_rank as is_high
    from order_products
    cross join present
    inner join one_ids
        on one_ids.account_key = order_products.account_key
    inner join classes
        on classes.one_id = one_ids.one_id
        and classes.business_line in ('*', order_products.business_line)
    where order_products.sold_on < warehouse.as_of()
        and order_products.sold_on >= warehouse.as_of() - present.window_days
        and coalesce(
            order_products.returned_on >= warehouse.as_of(), true
        )
)

select * from final
