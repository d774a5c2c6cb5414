with

lines as (
    select * from ods.online_retail_line
),

catalogue as (
    select * from ods.product
),

web_lines as (
    select * from dwd.web_order_line
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
    select product_code from web_lines
    union
    select product_code from pos_lines
),

products as (
    select
        'online_retail' as code_system,
        product_code,
        product_name
    from best_names

    union all

    select
        'catalogue' as code_system,
        catalogue_codes.product_code,
        catalogue.product_name
    from catalogue_codes
    left join catalogue
        on catalogue.product_code = catalogue_codes.product_code
    where catalogue_codes.product_code is not null
),

final as (
    select
        warehouse.key(products.code_system, products.product_code)
            as product_key,
        products.code_system,
        products.product_code,
        products.product_name,
        not exists (
            select
            from non_merchandise_codes
            where non_merchandise_codes.code_system = products.code_system
                and products.product_code like non_merchandise_codes.pattern
        ) as is_merchandise,
        catalogue.business_line,
        catalogue.category,
        catalogue.series,
        catalogue.launched_on,
        catalogue.discontinued_on,
        catalogue.suits_skin_type,
        catalogue.suits_procedure_stage,
        catalogue.is_limited
    from products
    left join catalogue
        on products.code_system = 'catalogue'
        and catalogue.product_code = products.product_code
)

select * from final
