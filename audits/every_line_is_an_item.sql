with

settings as (
    select * from dwd.source_setting
),

online_retail_lines as (
    select * from ods.online_retail_line
),

pos_lines as (
    select * from ods.pos_line
),

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

douyin_lines as (
    select * from ods.douyin_order_line
),

jd_lines as (
    select * from ods.jd_order_line
),

items as (
    select * from dwd.fct_order_item
),

unsold_lines as (
    select * from dwd.web_unsold_line
),

-- Sent minus arrived, computed apart from the models. A return is negative. A
-- line of an order that is unpaid or has not arrived has no day.
balanced as (
    select 'online_retail' as source, currency, invoiced_at::date as sold_on,
        1 as line_count, quantity * unit_price as net_amount
    from online_retail_lines
    left join settings on settings.source = 'online_retail'
    union all
    select 'pos' as source, currency, sold_at::date as sold_on,
        1 as line_count, paid_amount as net_amount
    from pos_lines
    union all
    select 'marketplace' as source, currency, paid_at::date as sold_on,
        1 as line_count, marketplace_lines.paid_amount as net_amount
    from marketplace_lines
    left join marketplace_orders using (order_id)
    union all
    select channel as source, mall_orders.currency,
        (paid_at at time zone time_zone)::date as sold_on,
        1 as line_count, mall_lines.paid_amount as net_amount
    from mall_lines
    left join mall_orders using (order_id)
    left join settings on settings.source = mall_orders.channel
    union all
    select 'douyin' as source, douyin_lines.currency,
        (paid_at at time zone time_zone)::date as sold_on,
        1 as line_count, paid_amount as net_amount
    from douyin_lines
    left join settings on settings.source = 'douyin'
    union all
    select 'jd' as source, jd_lines.currency,
        (paid_at at time zone time_zone)::date as sold_on,
        1 as line_count, paid_amount as net_amount
    from jd_lines
    left join settings on settings.source = 'jd'
    union all
    select source, currency, sold_on, -1 as line_count,
        returned_amount - gross_amount as net_amount
    from items
    where not is_return
        or order_system not in ('marketplace', 'mall', 'douyin', 'jd')
    union all
    select source, currency, null as sold_on, -1 as line_count,
        -paid_amount as net_amount
    from unsold_lines
),

final as (
    select source, sold_on, warehouse.currency(currency) as currency,
        sum(line_count) as lines_lost, sum(net_amount) as net_amount_lost
    from balanced
    group by source, sold_on, warehouse.currency(currency)
    having sum(line_count) <> 0 or sum(net_amount) <> 0
)

select * from final
