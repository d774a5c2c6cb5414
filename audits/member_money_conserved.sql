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
    select coalesce(sum(gross_amount - returned_amount), 0) as net_amount
    from items
    where account_key is not null
        and ordered_on < warehouse.as_of()
),

totals as (
    select
        'dws.account_day' as relation,
        sum(net_amount) as net_amount
    from account_days

    union all

    select
        'dws.member_summary' as relation,
        sum(net_amount) as net_amount
    from members

    union all

    select
        'ads.member_360' as relation,
        sum(net_amount) as net_amount
    from member_360

    union all

    select
        'ads.kpi_daily' as relation,
        sum(member_net_amount) as net_amount
    from kpi_days
),

final as (
    select
        totals.relation,
        totals.net_amount,
        sent.net_amount as sent_net_amount
    from totals
    cross join sent
    where coalesce(totals.net_amount, 0) <> sent.net_amount
)

select * from final
