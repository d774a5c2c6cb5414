with

accounts as (
    select * from dwd.account
),

one_id_map as (
    select * from dwd.one_id_map
),

account_days as (
    select * from dws.account_day
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

reporting as (
    select distinct reporting_currency as currency
    from exchange_rates
),

members as (
    select
        one_id_map.one_id,
        min(accounts.joined_on) as joined_on,
        count(*) as account_count
    from one_id_map
    inner join accounts
        on accounts.account_key = one_id_map.account_key
    where accounts.joined_on < warehouse.as_of()
    group by one_id_map.one_id
),

-- Distinct days, because two accounts of a member can buy on one day.
purchases as (
    select
        one_id_map.one_id,
        min(account_days.ordered_on) filter (
            where account_days.order_count > 0
        ) as first_purchased_on,
        max(account_days.ordered_on) filter (
            where account_days.order_count > 0
        ) as last_purchased_on,
        count(distinct account_days.ordered_on) filter (
            where account_days.order_count > 0
        ) as lifetime_purchase_count,
        sum(account_days.order_count)::bigint as order_count,
        sum(account_days.converted_order_count)::bigint
            as converted_order_count,
        sum(account_days.gross_amount) as gross_amount,
        sum(account_days.returned_amount) as returned_amount,
        sum(account_days.net_amount) as net_amount
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    group by one_id_map.one_id
),

final as (
    select
        members.one_id,
        members.joined_on,
        members.account_count,
        purchases.first_purchased_on,
        purchases.last_purchased_on,
        warehouse.as_of() - purchases.last_purchased_on
            as days_since_purchase,
        coalesce(purchases.lifetime_purchase_count, 0)
            as lifetime_purchase_count,
        coalesce(purchases.order_count, 0) as order_count,
        coalesce(purchases.converted_order_count, 0) as converted_order_count,
        coalesce(purchases.gross_amount, 0) as gross_amount,
        coalesce(purchases.returned_amount, 0) as returned_amount,
        coalesce(purchases.net_amount, 0) as net_amount,
        (select currency from reporting) as currency
    from members
    left join purchases
        on purchases.one_id = members.one_id
)

select * from final
