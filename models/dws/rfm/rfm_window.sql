with

rules as (
    select * from dws.rfm_rule
),

person_days as (
    select * from dws.member_day
),

members as (
    select * from dws.member_summary
),

purchases as (
    select
        person_days.one_id,
        person_days.business_line,
        rules.method,
        rules.monetary_days,
        max(person_days.sold_on) filter (where person_days.order_count > 0)
            as last_purchased_on,
        count(*) filter (where person_days.order_count > 0)
            as purchase_count,
        sum(person_days.net_amount) as net_amount
    from person_days
    inner join rules
        on rules.business_line = person_days.business_line
        and person_days.sold_on >= warehouse.as_of() - rules.window_days
    group by
        person_days.one_id,
        person_days.business_line,
        rules.method,
        rules.monetary_days
),

final as (
    select
        purchases.one_id,
        purchases.business_line,
        purchases.method,
        purchases.last_purchased_on,
        purchases.purchase_count,
        case purchases.monetary_days
            when 'life' then members.net_amount
            else purchases.net_amount
        end as monetary_amount,
        members.currency
    from purchases
    inner join members
        on members.one_id = purchases.one_id
        and members.business_line = purchases.business_line
    where members.membership = 'member'
)

select * from final
