with

account_product_days as (
    select * from dws.account_product_day
),

products as (
    select * from dwd.dim_product
),

one_id_map as (
    select * from dwd.one_id_map
),

parameters as (
    select * from dwd.parameter_span
),

launch_window as (
    select value::integer as launch_days
    from parameters
    where name = 'churn_launch_days'
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

-- Products kept that were bought within the days after their launch.
launched as (
    select
        one_id_map.one_id,
        account_product_days.business_line,
        account_product_days.sold_on
    from account_product_days
    inner join products
        on products.product_key = account_product_days.product_key
    inner join launch_window
        on account_product_days.sold_on >= products.launched_on
        and account_product_days.sold_on
        < products.launched_on + launch_window.launch_days
    inner join one_id_map
        on one_id_map.account_key = account_product_days.account_key
    where account_product_days.effective_on < warehouse.as_of()
    group by
        one_id_map.one_id,
        account_product_days.business_line,
        account_product_days.sold_on,
        products.product_key
    having sum(account_product_days.unit_count) > 0
),

launch_days as (
    select one_id, business_line, sold_on
    from launched

    union

    select one_id, '*' as business_line, sold_on
    from launched
),

final as (
    select
        one_id,
        business_line,
        sold_on
    from launch_days
)

select * from final
