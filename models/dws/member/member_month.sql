with

person_days as (
    select * from dws.member_day
),

act_months as (
    select * from dws.member_act_month
),

observed_sources as (
    select * from dwd.observed_source
),

sales as (
    select
        one_id,
        business_line,
        date_trunc('month', sold_on)::date as month_on,
        count(*) filter (where order_count > 0) as purchase_count,
        sum(order_count)::bigint as order_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount) as gross_amount,
        sum(net_amount) as net_amount,
        sum(discount_amount) as discount_amount,
        sum(cost_amount) as cost_amount,
        sum(costed_net_amount) as costed_net_amount
    from person_days
    where sold_on < date_trunc('month', warehouse.as_of())
    group by one_id, business_line, month_on
),

-- Acts name no business line, so they count for all of them only.
engagement as (
    select
        one_id,
        '*' as business_line,
        month_on,
        engaged_day_count,
        act_count
    from act_months
    where act_count > 0
        and month_on < date_trunc('month', warehouse.as_of())
),

-- Acts are unknown in months in which no source of acts delivered.
observed as (
    select
        date_trunc('month', min(first_on))::date as from_on,
        max(last_on) as to_on
    from observed_sources
    where source in (
        'ods.event', 'ods.social_interaction', 'ods.touch', 'ods.point_entry'
    )
),

final as (
    select
        one_id,
        business_line,
        month_on,
        coalesce(sales.purchase_count, 0) as purchase_count,
        coalesce(sales.order_count, 0) as order_count,
        coalesce(sales.unit_count, 0) as unit_count,
        coalesce(sales.gross_amount, 0) as gross_amount,
        coalesce(sales.net_amount, 0) as net_amount,
        coalesce(sales.discount_amount, 0) as discount_amount,
        sales.cost_amount,
        coalesce(sales.costed_net_amount, 0) as costed_net_amount,
        case
            when business_line = '*'
                and month_on between observed.from_on and observed.to_on
                then coalesce(engagement.engaged_day_count, 0)
        end as engaged_day_count,
        case
            when business_line = '*'
                and month_on between observed.from_on and observed.to_on
                then coalesce(engagement.act_count, 0)
        end as act_count
    from sales
    full join engagement using (one_id, business_line, month_on)
    cross join observed
)

select * from final
