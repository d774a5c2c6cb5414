with

orders as (
    select * from dws.order_summary
),

account_days as (
    select * from dws.account_day
),

summaries as (
    select * from dws.member_summary
),

member_360 as (
    select * from ads.member_360
),

kpi_days as (
    select * from ads.kpi_daily
),

-- Sent minus arrived, in the reporting currency.
balanced as (
    select 'dws.account_day' as relation, null as membership,
        net_amount * exchange_rate as net_amount
    from orders
    where account_key is not null
    union all
    select 'dws.account_day' as relation, null as membership,
        -net_amount * exchange_rate as net_amount
    from account_days
    union all
    select 'dws.member_summary' as relation, null as membership,
        net_amount * exchange_rate as net_amount
    from account_days
    where effective_on < warehouse.as_of()
    union all
    select 'dws.member_summary' as relation, null as membership,
        -net_amount as net_amount
    from summaries
    union all
    select 'ads.kpi_daily' as relation, membership, net_amount
    from summaries
    where business_line = '*'
    union all
    select 'ads.kpi_daily' as relation, amounts.membership,
        -amounts.net_amount as net_amount
    from kpi_days
    cross join lateral (values
        ('member', member_net_amount), ('visitor', visitor_net_amount),
        ('excluded', excluded_net_amount)
    ) as amounts (membership, net_amount)
    union all
    select 'ads.member_360' as relation, membership, net_amount
    from summaries
    where business_line = '*'
        and membership = 'member'
    union all
    select 'ads.member_360' as relation, 'member' as membership,
        -net_amount as net_amount
    from member_360
),

final as (
    select
        relation,
        membership,
        sum(net_amount) as net_amount_lost
    from balanced
    group by relation, membership
    having sum(net_amount) <> 0
)

select * from final
