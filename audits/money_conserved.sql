with

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

sent as (
    select
        currency,
        sum(gross_amount) as gross_amount,
        sum(gross_amount - returned_amount) as net_amount
    from items
    where ordered_on < warehouse.as_of()
    group by currency
),

returned as (
    select
        currency,
        sum(returned_amount) as returned_amount
    from return_matches
    where returned_on < warehouse.as_of()
    group by currency
),

totals as (
    select
        'dwd.return_match' as relation,
        sent.currency,
        sent.gross_amount,
        sent.gross_amount - coalesce(returned.returned_amount, 0)
            as net_amount
    from sent
    left join returned
        on returned.currency = sent.currency

    union all

    select
        'dws.order_summary' as relation,
        currency,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount
    from orders
    group by currency

    union all

    select
        'ads.kpi_daily' as relation,
        currency,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount
    from kpi_days
    group by currency

    union all

    select
        'ads.kpi_daily by return day' as relation,
        currency,
        sum(gross_amount) as gross_amount,
        sum(net_by_return_day_amount) as net_amount
    from kpi_days
    group by currency
),

expected as (
    select
        relations.relation,
        sent.currency,
        sent.gross_amount as sent_gross_amount,
        sent.net_amount as sent_net_amount
    from sent
    cross join (values
        ('dwd.return_match'), ('dws.order_summary'), ('ads.kpi_daily'),
        ('ads.kpi_daily by return day')
    ) as relations (relation)
),

final as (
    select
        relation,
        currency,
        totals.gross_amount,
        expected.sent_gross_amount,
        totals.net_amount,
        expected.sent_net_amount
    from expected
    full join totals using (relation, currency)
    where coalesce(totals.gross_amount, 0)
        <> coalesce(expected.sent_gross_amount, 0)
        or coalesce(totals.net_amount, 0)
        <> coalesce(expected.sent_net_amount, 0)
)

select * from final
