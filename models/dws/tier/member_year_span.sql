with

person_months as (
    select * from dws.member_month
),

-- A month counts in the twelve evaluations that follow it.
changes as (
    select
        person_months.one_id,
        person_months.business_line,
        (person_months.month_on + edges.after)::date as evaluated_on,
        sum(edges.sign * person_months.purchase_count) as purchase_count,
        sum(edges.sign * person_months.order_count) as order_count,
        sum(edges.sign * person_months.unit_count) as unit_count,
        sum(edges.sign * person_months.gross_amount) as gross_amount,
        sum(edges.sign * person_months.net_amount) as net_amount,
        sum(edges.sign * person_months.discount_amount) as discount_amount
    from person_months
    cross join (values
        (interval '1 month', 1),
        (interval '13 months', -1)
    ) as edges (after, sign)
    where person_months.purchase_count > 0
        or person_months.gross_amount <> 0
        or person_months.net_amount <> 0
    group by
        person_months.one_id,
        person_months.business_line,
        evaluated_on
),

years as (
    select
        one_id,
        business_line,
        evaluated_on as from_month,
        lead(evaluated_on) over months as until_month,
        sum(purchase_count) over months as purchase_count,
        sum(order_count) over months as order_count,
        sum(unit_count) over months as unit_count,
        sum(gross_amount) over months as gross_amount,
        sum(net_amount) over months as net_amount,
        sum(discount_amount) over months as discount_amount
    from changes
    window months as (
        partition by one_id, business_line
        order by evaluated_on
    )
),

final as (
    select
        one_id,
        business_line,
        from_month,
        until_month,
        purchase_count::bigint as purchase_count,
        order_count::bigint as order_count,
        unit_count::bigint as unit_count,
        gross_amount,
        net_amount,
        discount_amount
    from years
    where from_month <= warehouse.as_of()
        and coalesce(
            until_month
            > date_trunc('month', warehouse.as_of()) - interval '28 months',
            true
        )
)

select * from final
