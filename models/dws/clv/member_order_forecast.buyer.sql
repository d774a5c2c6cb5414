with

days as (
    select * from dws.member_day
),

people as (
    select * from dws.member_status
),

purchases as (
    select
        one_id,
        business_line,
        sold_on,
        counted_net_amount,
        row_number() over (
            partition by one_id, business_line order by sold_on
        ) as place
    from days
    where order_count > 0
),

final as (
    select
        purchases.one_id,
        purchases.business_line,
        count(*) - 1 as x,
        max(purchases.sold_on) - min(purchases.sold_on) as t_x_days,
        warehouse.as_of() - 1 - min(purchases.sold_on) as t_cal_days,
        avg(purchases.counted_net_amount) filter (where purchases.place > 1)
            as mean_repeat_amount
    from purchases
    inner join people on people.one_id = purchases.one_id
    where people.membership = 'member'
    group by purchases.one_id, purchases.business_line
)

select * from final
