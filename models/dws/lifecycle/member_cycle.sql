with

person_days as (
    select * from dws.member_day
),

purchases as (
    select
        one_id,
        business_line,
        sold_on,
        purchase_number,
        sold_on - previous_purchased_on as gap_days
    from person_days
    where order_count > 0
),

month_ends as (
    select
        one_id,
        business_line,
        date_trunc('month', sold_on)::date as month_on,
        max(sold_on) as last_purchased_on,
        max(purchase_number) as purchase_count
    from purchases
    group by one_id, business_line, month_on
),

-- A month without a purchase changes no gap, so it has no row; the last month
-- with a purchase holds until the next one.
spans as (
    select
        one_id,
        business_line,
        month_on,
        lead(month_on) over (
            partition by one_id, business_line
            order by month_on
        ) as next_month_on,
        last_purchased_on,
        purchase_count
    from month_ends
),

judged as (
    select
        one_id, business_line, month_on, next_month_on, last_purchased_on,
        purchase_count
    from spans
    where next_month_on is null
        or next_month_on
        >= date_trunc('month', warehouse.as_of()) - interval '23 months'
),

medians as (
    select
        judged.one_id,
        judged.business_line,
        judged.month_on,
        percentile_cont(0.5) within group (
            order by purchases.gap_days
        ) as own_gap_days
    from judged
    inner join purchases
        on purchases.one_id = judged.one_id
        and purchases.business_line = judged.business_line
        and purchases.sold_on <= judged.last_purchased_on
    where judged.purchase_count > 1
        and purchases.gap_days is not null
    group by judged.one_id, judged.business_line, judged.month_on
),

final as (
    select
        one_id,
        business_line,
        month_on,
        next_month_on,
        last_purchased_on,
        purchase_count,
        own_gap_days::numeric as own_gap_days
    from judged
    left join medians using (one_id, business_line, month_on)
)

select * from final
