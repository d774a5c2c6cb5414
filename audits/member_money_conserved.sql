with

items as (
    select * from dwd.fct_order_item
),

orders as (
    select * from dws.order_summary
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

converted as (
    select sum(net_amount * exchange_rate) as net_amount
    from orders
    where account_key is not null
),

-- Sent minus arrived: in each currency, and in one sum once converted.
balanced as (
    select 'dws.order_summary' as relation, currency,
        gross_amount - returned_amount as net_amount
    from items
    where account_key is not null
        and ordered_on < warehouse.as_of()
    union all
    select 'dws.order_summary' as relation, currency, -net_amount as net_amount
    from orders
    where account_key is not null
    union all
    select relation, null as currency, net_amount
    from converted
    cross join (values
        ('dws.account_day'), ('dws.member_summary'), ('ads.member_360'),
        ('ads.kpi_daily')
    ) as relations (relation)
    union all
    select 'dws.account_day' as relation, null as currency,
        -net_amount as net_amount
    from account_days
    union all
    select 'dws.member_summary' as relation, null as currency,
        -net_amount as net_amount
    from members
    union all
    select 'ads.member_360' as relation, null as currency,
        -net_amount as net_amount
    from member_360
    union all
    select 'ads.kpi_daily' as relation, null as currency,
        -member_net_amount as net_amount
    from kpi_days
),

final as (
    select
        relation,
        currency,
        sum(net_amount) as net_amount_lost
    from balanced
    group by relation, currency
    having sum(net_amount) <> 0
)

select * from final
