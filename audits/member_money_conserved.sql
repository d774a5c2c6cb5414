with

items as (
    select * from dwd.fct_order_item
),

account_days as (
    select * from dws.account_day
),

members as (
    select * from dws.member_summary
),

member_360 as (
    select * from ads.member_360
),

kpi_days as (
    select * from ads.kpi_daily
),

sent as (
    select
        currency,
        sum(gross_amount - returned_amount) as net_amount
    from items
    where account_key is not null
        and ordered_on < warehouse.as_of()
    group by currency
),

totals as (
    select
        'dws.account_day' as relation,
        currency,
        sum(net_amount) as net_amount
    from account_days
    group by currency

    union all

    select
        'dws.member_summary' as relation,
        currency,
        sum(net_amount) as net_amount
    from members
    group by currency

    union all

    select
        'ads.member_360' as relation,
        currency,
        sum(net_amount) as net_amount
    from member_360
    group by currency

    union all

    select
        'ads.kpi_daily' as relation,
        currency,
        sum(member_net_amount) as net_amount
    from kpi_days
    group by currency
),

expected as (
    select
        relations.relation,
        sent.currency,
        sent.net_amount as sent_net_amount
    from sent
    cross join (values
        ('dws.account_day'), ('dws.member_summary'), ('ads.member_360'),
        ('ads.kpi_daily')
    ) as relations (relation)
),

final as (
    select
        relation,
        currency,
        totals.net_amount,
        expected.sent_net_amount
    from expected
    full join totals using (relation, currency)
    where coalesce(totals.net_amount, 0)
        <> coalesce(expected.sent_net_amount, 0)
)

select * from final
