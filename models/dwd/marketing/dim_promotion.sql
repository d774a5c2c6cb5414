with

promotions as (
    select * from ods.promotion
),

products as (
    select * from dwd.dim_product
),

final as (
    select
        promotions.promotion_id,
        promotions.promotion_name,
        promotions.promotion_type,
        coalesce(promotions.business_line, '*') as business_line,
        products.product_key,
        promotions.product_code,
        promotions.starts_on,
        promotions.ends_on as ends_before,
        promotions.discount_rate,
        promotions.discount_type,
        promotions.threshold_amount,
        promotions.reduction_amount
    from promotions
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = promotions.product_code
)

select * from final
