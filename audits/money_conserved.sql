with

lines as (
    select * from ods.online_retail_line
),

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

orders as (
    select * from dws.order_summary
),

kpi_days as (
    select * from ads.kpi_daily
),

-- What the source says, said as simply as can be: by the sign of the quantity.
sent as (
    select
        coalesce(sum(greatest(quantity, 0) * unit_price), 0) as gross_amount,
        coalesce(sum(quantity * unit_price), 0) as net_amount
    from lines
    where invoiced_at < warehouse.as_of()
),

totals as (
    select
        'dwd.fct_order_item' as relation,
        sum(gross_amount) as gross_amount,
        sum(gross_amount - returned_amount) as net_amount
    from items
    where ordered_on < warehouse.as_of()

    union all

    select
        'dwd.return_match' as relation,
        (select gross_amount from sent) as gross_amount,
        (select gross_amount from sent) - coalesce(sum(returned_amount), 0)
            as net_amount
    from return_matches
    where returned_on < warehouse.as_of()

    union all

    select
        'dws.order_summary' as relation,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount
    from orders

    union all

    select
        'ads.kpi_daily' as relation,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount
    from kpi_days

    union all

    select
        'ads.kpi_daily by return day' as relation,
        sum(gross_amount) as gross_amount,
        sum(net_by_return_day_amount) as net_amount
    from kpi_days
),

final as (
    select
        totals.relation,
        totals.gross_amount,
        sent.gross_amount as sent_gross_amount,
        totals.net_amount,
        sent.net_amount as sent_net_amount
    from totals
    cross join sent
    where coalesce(totals.gross_amount, 0) <> sent.gross_amount
        or coalesce(totals.net_amount, 0) <> sent.net_amount
)

select * from final
