with

order_products as (
    select * from dws.order_product
),

excluded as (
    select * from dwd.excluded_account
),

one_ids as (
    select * from dwd.one_id_map
),

statuses as (
    select * from dws.member_status
),

parameters as (
    select * from dwd.parameter_span
),

final as (
    select
        order_products.business_line,
        order_products.order_key,
        statuses.one_id,
        order_products.product_key
    from order_products
    inner join parameters
        on parameters.name = 'affinity_window_days'
        and parameters.business_line = '*'
        and parameters.starts_on < warehouse.as_of()
        and warehouse.as_of() <= parameters.ends_before
    left join one_ids
        on one_ids.account_key = order_products.account_key
    left join statuses
        on statuses.one_id = one_ids.one_id
        and statuses.membership = 'member'
    where order_products.sold_on < warehouse.as_of()
        and order_products.sold_on
            >= warehouse.as_of() - parameters.value::integer
        and coalesce(
            order_products.returned_on >= warehouse.as_of(), true
        )
        and not exists (
            select
            from excluded
            where excluded.account_key = order_products.account_key
        )
)

select * from final
