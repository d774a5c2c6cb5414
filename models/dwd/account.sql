with

lines as (
    select * from ods.online_retail_line
),

settings as (
    select * from dwd.source_setting
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

accounts as (
    select distinct on (source, source_account_id)
        source,
        source_account_id,
        min(first_line_at) over (
            partition by source, source_account_id
        )::date as joined_on,
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
        warehouse.key(
            accounts.source, accounts.source_account_id
        ) as account_key,
        accounts.source,
        accounts.source_account_id,
        accounts.joined_on,
        accounts.country,
        settings.currency
    from accounts
    left join settings
        on settings.source = accounts.source
)

select * from final
