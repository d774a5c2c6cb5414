with

entries as (
    select * from ods.point_entry
),

items as (
    select * from dwd.fct_order_item
),

settings as (
    select * from dwd.source_setting
),

order_ids as (
    select distinct order_id
    from entries
    where order_id is not null
),

order_lines as (
    select
        items.order_id,
        items.order_key,
        case when items.is_merchandise then items.business_line end
            as business_line
    from items
    inner join order_ids
        on order_ids.order_id = items.order_id
),

-- The ledger does not name the system of the order. A number that two systems
-- use is not a guess to make.
orders as (
    select
        order_id,
        min(order_key) as order_key,
        case
            when min(business_line) = max(business_line)
                then min(business_line)
            when min(business_line) is not null then '*'
        end as business_line
    from order_lines
    group by order_id
    having min(order_key) = max(order_key)
),

-- At the same moment, points are added before they are used.
balances as (
    select
        entry_id,
        sum(coalesce(points, 0)) over (
            partition by member_no
            order by occurred_at, points < 0, entry_id
            rows unbounded preceding
        ) as balance
    from entries
    where member_no is not null
),

final as (
    select
        entries.entry_id,
        warehouse.key('crm', entries.member_no) as account_key,
        'crm' as source,
        entries.member_no as source_account_id,
        entries.type,
        entries.reason,
        entries.occurred_at,
        (entries.occurred_at at time zone settings.time_zone)::date
            as occurred_on,
        coalesce(entries.points, 0) as points,
        balances.balance as balance_after,
        coalesce(balances.balance < 0, false) as is_overdrawn,
        entries.order_id,
        orders.order_key,
        orders.business_line
    from entries
    left join settings
        on settings.source = 'crm'
    left join balances
        on balances.entry_id = entries.entry_id
    left join orders
        on orders.order_id = entries.order_id
)

select * from final
