with

lines as (
    select * from ods.online_retail_line
),

items as (
    select * from dwd.fct_order_item
),

counted as (
    select
        (select count(*) from lines) as line_count,
        (select count(*) from items) as item_count
),

final as (
    select
        line_count,
        item_count
    from counted
    where line_count <> item_count
)

select * from final
