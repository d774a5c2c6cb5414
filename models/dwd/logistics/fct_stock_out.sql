with

stock_outs as (
    select * from ods.stock_out
),

products as (
    select * from dwd.dim_product
),

bounded as (
    select
        stock_out_id,
        product_code,
        store_code,
        started_on,
        ended_on,
        max(coalesce(ended_on, 'infinity')) over (
            partition by product_code, store_code
            order by started_on, stock_out_id
            rows between unbounded preceding and 1 preceding
        ) as covered_before
    from stock_outs
),

final as (
    select
        bounded.stock_out_id,
        products.product_key,
        bounded.product_code,
        bounded.store_code,
        products.business_line,
        bounded.started_on as starts_on,
        bounded.ended_on as ends_before,
        coalesce(bounded.started_on < bounded.covered_before, false)
            as is_overlapping
    from bounded
    left join products
        on products.code_system = 'catalogue'
        and products.product_code = bounded.product_code
)

select * from final
