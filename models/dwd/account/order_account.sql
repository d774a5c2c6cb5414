with

lines as (
    select * from ods.online_retail_line
),

settings as (
    select * from dwd.source_setting
),

shop_items as (
    select * from dwd.shop_order_item
),

mall_items as (
    select * from dwd.mall_order_item
),

pos_items as (
    select * from dwd.pos_order_item
),

-- Ten lines and more make a document: what follows has a tenth to sort.
documents as (
    select
        customer_id,
        invoice_no,
        country,
        min(invoiced_at) as first_line_at,
        max(invoiced_at) as last_line_at
    from lines
    where customer_id is not null
    group by customer_id, invoice_no, country
),

named_documents as (
    select
        'online_retail' as source,
        warehouse.plain_id(customer_id) as source_account_id,
        invoice_no,
        country,
        first_line_at,
        last_line_at
    from documents
    where warehouse.plain_id(customer_id) is not null
),

named_accounts as (
    select distinct on (source, source_account_id)
        source,
        source_account_id,
        min(first_line_at) over (
            partition by source, source_account_id
        ) as first_ordered_at,
        country
    from named_documents
    order by
        source,
        source_account_id,
        last_line_at desc,
        invoice_no desc,
        country
),

-- Joined left, so that a source without setting fails and does not lose rows.
final as (
    select
        named_accounts.source,
        named_accounts.source_account_id,
        named_accounts.first_ordered_at
            at time zone settings.time_zone as first_ordered_at,
        named_accounts.country
    from named_accounts
    left join settings
        on settings.source = named_accounts.source

    union all

    select channel, source_account_id, min(ordered_at), null
    from shop_items
    where source_account_id is not null
    group by channel, source_account_id

    union all

    select channel, source_account_id, min(ordered_at), null
    from mall_items
    where source_account_id is not null
    group by channel, source_account_id

    union all

    select channel, source_account_id, min(ordered_at), null
    from pos_items
    where source_account_id is not null
    group by channel, source_account_id
)

select * from final
