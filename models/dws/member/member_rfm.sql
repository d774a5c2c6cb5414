with

parameters as (
    select * from dwd.parameter_span
),

cells as (
    select * from dwd.rfm_cell
),

person_days as (
    select * from dws.member_day
),

members as (
    select * from dws.member_summary
),

rfm_window as (
    select warehouse.as_of() - value::integer as first_on
    from parameters
    where name = 'rfm_window_days'
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

window_purchases as (
    select
        one_id,
        business_line,
        warehouse.as_of() - max(sold_on) filter (
            where order_count > 0
        ) as recency_days,
        count(*) filter (where order_count > 0) as purchase_count,
        sum(net_amount) as monetary_amount
    from person_days
    where sold_on >= (select first_on from rfm_window)
    group by one_id, business_line
),

-- rank() - 1 buyers are strictly worse, and integer division rounds down.
-- Buyers are compared within a business line. Visitors are not compared.
scored as (
    select
        window_purchases.one_id,
        window_purchases.business_line,
        1 + 5 * (rank() over by_recency - 1) / count(*) over buyers
            as r_score,
        1 + 5 * (rank() over by_count - 1) / count(*) over buyers
            as f_score,
        1 + 5 * (rank() over by_amount - 1) / count(*) over buyers
            as m_score
    from window_purchases
    inner join members
        on members.one_id = window_purchases.one_id
        and members.business_line = window_purchases.business_line
    where window_purchases.purchase_count > 0
        and members.membership = 'member'
    window
        buyers as (partition by window_purchases.business_line),
        by_recency as (buyers order by window_purchases.recency_days desc),
        by_count as (buyers order by window_purchases.purchase_count),
        by_amount as (buyers order by window_purchases.monetary_amount)
),

placed as (
    select
        one_id,
        business_line,
        r_score::integer as r_score,
        f_score::integer as f_score,
        m_score::integer as m_score,
        (r_score > 3)::integer::text
            || (f_score > 3)::integer::text
            || (m_score > 3)::integer::text as rfm_cell
    from scored
),

final as (
    select
        members.one_id,
        members.business_line,
        window_purchases.recency_days,
        coalesce(window_purchases.purchase_count, 0) as purchase_count,
        coalesce(window_purchases.monetary_amount, 0) as monetary_amount,
        members.currency,
        placed.r_score,
        placed.f_score,
        placed.m_score,
        placed.rfm_cell,
        cells.label_zh as rfm_label_zh,
        cells.label_en as rfm_label_en
    from members
    left join window_purchases
        on window_purchases.one_id = members.one_id
        and window_purchases.business_line = members.business_line
    left join placed
        on placed.one_id = members.one_id
        and placed.business_line = members.business_line
    left join cells
        on cells.rfm_cell = placed.rfm_cell
    where members.membership = 'member'
)

select * from final
