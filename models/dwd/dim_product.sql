with

lines as (
    select * from ods.online_retail_line
),

non_merchandise_codes as (
    select * from dwd.non_merchandise_code
),

-- Lines without a price carry remarks of the stock room ('damages', '?').
names as (
    select
        'online_retail' as source,
        upper(stock_code) as product_code,
        case when unit_price > 0 then trim(description) end as product_name,
        count(*) as line_count
    from lines
    group by source, product_code, product_name
),

best_names as (
    select distinct on (source, product_code)
        source,
        product_code,
        product_name
    from names
    order by
        source,
        product_code,
        product_name is null,
        line_count desc,
        product_name
),

final as (
    select
        warehouse.key(source, product_code) as product_key,
        source,
        product_code,
        product_name,
        not exists (
            select
            from non_merchandise_codes
            where non_merchandise_codes.source = best_names.source
                and best_names.product_code like non_merchandise_codes.pattern
        ) as is_merchandise
    from best_names
)

select * from final
