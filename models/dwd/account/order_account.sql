with

online_retail_items as (
    select * from dwd.online_retail_order_item
),

web_orders as (
    select * from dwd.web_order
),

web_items as (
    select * from dwd.web_order_item
),

pos_items as (
    select * from dwd.pos_order_item
),

-- An order that was never paid is a trace too, and so is a refund of an order
-- that has not arrived.
web_documents as (
    select source, source_account_id, ordered_at from web_orders
    union all
    select source, source_account_id, ordered_at from web_items
    where is_return
),

-- Invoices have about ten lines, so grouping first leaves a tenth of the rows
-- to sort.
online_retail_invoices as (
    select
        source,
        source_account_id,
        order_id,
        country,
        min(ordered_at) as first_line_at,
        max(ordered_at) as last_line_at
    from online_retail_items
    where source_account_id is not null
    group by source, source_account_id, order_id, country
),

online_retail_accounts as (
    select distinct on (source, source_account_id)
        source,
        source_account_id,
        min(first_line_at) over (
            partition by source, source_account_id
        ) as first_ordered_at,
        max(last_line_at) over (
            partition by source, source_account_id
        ) as last_ordered_at,
        country
    from online_retail_invoices
    order by
        source,
        source_account_id,
        last_line_at desc,
        order_id desc,
        country
),

final as (
    select
        source,
        source_account_id,
        first_ordered_at,
        last_ordered_at,
        country
    from online_retail_accounts

    union all

    select
        source,
        source_account_id,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        null as country
    from web_documents
    where source_account_id is not null
    group by source, source_account_id

    union all

    select
        source,
        source_account_id,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        null as country
    from pos_items
    where source_account_id is not null
    group by source, source_account_id
)

select * from final
