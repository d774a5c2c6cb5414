with

days as (
    select * from dws.member_day
),

people as (
    select * from dws.member_status
),

final as (
    select
        days.business_line, days.one_id, days.sold_on,
        days.counted_net_amount
    from days
    inner join people on people.one_id = days.one_id
    where people.membership = 'member'
        and days.order_count > 0
        and days.sold_on < date_trunc('month', warehouse.as_of())
)

select * from final
order by business_line, one_id, sold_on
