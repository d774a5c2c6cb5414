with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

refunds as (
    select
        reduced_item_key,
        currency,
        sum(returned_amount) as returned_amount
    from return_matches
    where is_matched
    group by reduced_item_key, currency
),

final as (
    select
        items.source,
        items.order_id,
        items.order_item_key,
        items.gross_amount,
        refunds.returned_amount,
        refunds.currency
    from refunds
    inner join items
        on items.order_item_key = refunds.reduced_item_key
        and items.currency = refunds.currency
    where refunds.returned_amount > items.gross_amount
)

select * from final
