with

lines as (
    select * from ods.online_retail_line
),

non_merchandise_codes as (
    select * from dwd.non_merchandise_code
),

descriptions as (
    select
        'online_retail' as source,
        upper(stock_code) as product_code,
        trim(description) as product_name,
        count(*) as line_count,
        count(*) filter (where unit_price > 0) as priced_line_count
    from lines
    group by source, product_code, product_name
),

-- Lines without a price carry remarks of the stock room ('damages', '?').
best_descriptions as (
    select distinct on (source, product_code)
        source,
        product_code,
        product_name
    from descriptions
    order by
        source,
        product_code,
        product_name is null,
        priced_line_count desc,
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
            where non_merchandise_codes.source = best_descriptions.source
                and best_descriptions.product_code
                like non_merchandise_codes.pattern
        ) as is_merchandise
    from best_descriptions
)

select * from final
