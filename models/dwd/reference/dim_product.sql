with

lines as (
    select * from ods.online_retail_line
),

catalogue as (
    select * from ods.product
),

marketplace_lines as (
    select * from ods.shop_order_line
),

mall_lines as (
    select * from ods.mall_order_line
),

pos_lines as (
    select * from ods.pos_line
),

non_merchandise_codes as (
    select * from dwd.non_merchandise_code
),

-- Lines without a price have remarks of the stock room ('damages', '?').
names as (
    select
        upper(stock_code) as product_code,
        case when unit_price > 0 then trim(description) end as product_name,
        count(*) as line_count
    from lines
    group by product_code, product_name
),

best_names as (
    select distinct on (product_code)
        product_code,
        product_name
    from names
    order by
        product_code,
        product_name is null,
        line_count desc,
        product_name
),

-- A product can be sold before a catalogue with it arrives.
catalogue_codes as (
    select product_code from catalogue
    union
    select product_code from marketplace_lines
    union
    select product_code from mall_lines
    union
    select product_code from pos_lines
),

products as (
    select
        'online_retail' as code_system,
        product_code,
        product_name,
        null as business_line,
        null as category,
        null as series,
        null::date as launched_on,
        null::date as discontinued_on
    from best_names

    union all

    select
        'catalogue' as code_system,
        catalogue_codes.product_code,
        catalogue.product_name,
        catalogue.business_line,
        catalogue.category,
        catalogue.series,
        catalogue.launched_on,
        catalogue.discontinued_on
    from catalogue_codes
    left join catalogue
        on catalogue.product_code = catalogue_codes.product_code
    where catalogue_codes.product_code is not null
),

final as (
    select
        warehouse.key(code_system, product_code) as product_key,
        code_system,
        product_code,
        product_name,
        not exists (
            select
            from non_merchandise_codes
            where non_merchandise_codes.code_system = products.code_system
                and products.product_code like non_merchandise_codes.pattern
        ) as is_merchandise,
        business_line,
        category,
        series,
        launched_on,
        discontinued_on
    from products
)

select * from final
