with

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_lines as (
    select * from ods.shop_order_line
),

mall_orders as (
    select * from ods.mall_order
),

mall_lines as (
    select * from ods.mall_order_line
),

orders as (
    select * from dwd.fct_order
),

items as (
    select * from dwd.fct_order_item
),

unsold_lines as (
    select * from dwd.web_unsold_line
),

-- Sent minus kept. A line is a sale or is excluded with its reason.
balanced as (
    select 'ods.shop_order' as source, count(*) as row_count
    from marketplace_orders
    union all
    select 'ods.shop_order_line' as source, count(*) as row_count
    from marketplace_lines
    union all
    select 'ods.mall_order' as source, count(*) as row_count
    from mall_orders
    union all
    select 'ods.mall_order_line' as source, count(*) as row_count
    from mall_lines
    union all
    select
        case order_system
            when 'mall' then 'ods.mall_order' else 'ods.shop_order'
        end as source,
        -count(*) as row_count
    from orders
    where order_system in ('mall', 'marketplace')
    group by order_system
    union all
    select
        case order_system
            when 'mall' then 'ods.mall_order_line' else 'ods.shop_order_line'
        end as source,
        -count(*) as row_count
    from items
    where order_system in ('mall', 'marketplace')
        and not is_return
    group by order_system
    union all
    select
        case order_system
            when 'mall' then 'ods.mall_order_line' else 'ods.shop_order_line'
        end as source,
        -count(*) as row_count
    from unsold_lines
    where order_system in ('mall', 'marketplace')
    group by order_system
),

final as (
    select
        source,
        sum(row_count) as rows_lost
    from balanced
    group by source
    having sum(row_count) <> 0
)

select * from final
