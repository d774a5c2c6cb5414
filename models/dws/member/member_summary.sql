with

people as (
    select * from dws.member_status
),

person_days as (
    select * from dws.member_day
),

act_months as (
    select * from dws.member_act_month
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

purchases as (
    select
        one_id,
        business_line,
        min(sold_on) filter (where order_count > 0) as first_purchased_on,
        max(sold_on) filter (where order_count > 0) as last_purchased_on,
        sum(purchase) as lifetime_purchase_count,
        sum(order_count)::bigint as order_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(net_amount) as net_amount,
        round(
            sum(counted_net_amount) / nullif(sum(converted_order_count), 0), 2
        ) as average_order_amount,
        sum(purchase) filter (where days_ago <= 30) as purchase_count_30d,
        sum(net_amount) filter (where days_ago <= 30) as net_amount_30d,
        sum(purchase) filter (where days_ago <= 90) as purchase_count_90d,
        sum(net_amount) filter (where days_ago <= 90) as net_amount_90d,
        sum(purchase) filter (where days_ago <= 180) as purchase_count_180d,
        sum(net_amount) filter (where days_ago <= 180) as net_amount_180d,
        sum(purchase) filter (where days_ago <= 365) as purchase_count_365d,
        sum(net_amount) filter (where days_ago <= 365) as net_amount_365d
    from person_days
    cross join lateral (
        select
            (order_count > 0)::integer as purchase,
            warehouse.as_of() - sold_on as days_ago
    ) as of_day
    group by one_id, business_line
),

-- Acts are of no business line, so they count for all of them.
engagement as (
    select
        one_id,
        max(last_engaged_on) as last_engaged_on,
        max(last_interested_on) as last_interested_on,
        max(last_aware_on) as last_aware_on
    from act_months
    group by one_id
),

rows_of_people as (
    select one_id, '*' as business_line from people
    union
    select one_id, business_line from purchases
),

final as (
    select
        people.one_id, rows_of_people.business_line, people.membership,
        people.account_count, people.first_seen_on, people.registered_on,
        people.cancelled_on, people.engagement_observed_from,
        engagement.last_engaged_on, engagement.last_interested_on,
        engagement.last_aware_on,
        purchases.first_purchased_on, purchases.last_purchased_on,
        coalesce(purchases.lifetime_purchase_count, 0)
            as lifetime_purchase_count,
        coalesce(purchases.order_count, 0) as order_count,
        coalesce(purchases.unit_count, 0) as unit_count,
        coalesce(purchases.gross_amount, 0) as gross_amount,
        case
            when purchases.one_id is null then 0
            else purchases.returned_amount
        end as returned_amount,
        coalesce(purchases.net_amount, 0) as net_amount,
        purchases.average_order_amount,
        coalesce(purchases.purchase_count_30d, 0) as purchase_count_30d,
        coalesce(purchases.net_amount_30d, 0) as net_amount_30d,
        coalesce(purchases.purchase_count_90d, 0) as purchase_count_90d,
        coalesce(purchases.net_amount_90d, 0) as net_amount_90d,
        coalesce(purchases.purchase_count_180d, 0) as purchase_count_180d,
        coalesce(purchases.net_amount_180d, 0) as net_amount_180d,
        coalesce(purchases.purchase_count_365d, 0) as purchase_count_365d,
        coalesce(purchases.net_amount_365d, 0) as net_amount_365d,
        (select distinct reporting_currency from exchange_rates) as currency
    from rows_of_people
    inner join people
        on people.one_id = rows_of_people.one_id
    left join purchases
        on purchases.one_id = rows_of_people.one_id
        and purchases.business_line = rows_of_people.business_line
    left join engagement
        on engagement.one_id = people.one_id
)

select * from final
