with

cycles as (
    select * from dws.member_cycle
),

person_days as (
    select * from dws.member_day
),

launch_days as (
    select * from dws.member_launch_day
),

products as (
    select * from dwd.dim_product
),

launches as (
    select business_line, launched_on
    from products
    where launched_on is not null

    union

    select '*' as business_line, launched_on
    from products
    where launched_on is not null
),

purchases as (
    select
        person_days.one_id,
        person_days.business_line,
        person_days.sold_on,
        person_days.purchase_number,
        person_days.sold_on - person_days.previous_purchased_on as gap_days,
        count(launch_days.one_id) over past_and_day as launch_purchase_count
    from person_days
    left join launch_days
        on launch_days.one_id = person_days.one_id
        and launch_days.business_line = person_days.business_line
        and launch_days.sold_on = person_days.sold_on
    where person_days.order_count > 0
    window past_and_day as (
        partition by person_days.one_id, person_days.business_line
        order by person_days.sold_on
        rows between unbounded preceding and current row
    )
),

habits as (
    select
        cycles.one_id,
        cycles.business_line,
        cycles.month_on,
        cycles.last_purchased_on,
        cycles.purchase_count,
        case
            when exists (select from launches)
                then max(purchases.launch_purchase_count)
        end as launch_purchase_count,
        min(purchases.gap_days) filter (
            where purchases.purchase_number > cycles.purchase_count - 2
        ) as recent_gap_days,
        percentile_cont(0.5) within group (order by purchases.gap_days)
            filter (
                where purchases.purchase_number <= cycles.purchase_count - 2
            ) as earlier_gap_days
    from cycles
    inner join purchases
        on purchases.one_id = cycles.one_id
        and purchases.business_line = cycles.business_line
        and purchases.sold_on <= cycles.last_purchased_on
    group by
        cycles.one_id,
        cycles.business_line,
        cycles.month_on,
        cycles.last_purchased_on,
        cycles.purchase_count
),

final as (
    select
        habits.one_id,
        habits.business_line,
        habits.month_on,
        habits.launch_purchase_count,
        next_launch.launched_on as next_launch_on,
        case when habits.purchase_count >= 5 then habits.recent_gap_days end
            as recent_gap_days,
        case
            when habits.purchase_count >= 5
                then habits.earlier_gap_days::numeric
        end as earlier_gap_days
    from habits
    left join lateral (
        select min(launches.launched_on) as launched_on
        from launches
        where habits.launch_purchase_count > 0
            and launches.business_line = habits.business_line
            and launches.launched_on > habits.last_purchased_on
    ) as next_launch on true
)

select * from final
