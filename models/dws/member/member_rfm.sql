with

parameters as (
    select * from dwd.parameter_span
),

cells as (
    select * from dwd.rfm_cell
),

one_id_map as (
    select * from dwd.one_id_map
),

account_days as (
    select * from dws.account_day
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
        one_id_map.one_id,
        warehouse.as_of() - max(account_days.ordered_on) filter (
            where account_days.order_count > 0
        ) as recency_days,
        count(distinct account_days.ordered_on) filter (
            where account_days.order_count > 0
        ) as purchase_count,
        sum(account_days.net_amount) as monetary_amount
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    where account_days.ordered_on >= (select first_on from rfm_window)
        and account_days.ordered_on < warehouse.as_of()
    group by one_id_map.one_id
),

-- rank() - 1 buyers are strictly worse, and integer division rounds down.
scored as (
    select
        one_id,
        1 + 5 * (rank() over by_recency - 1) / count(*) over buyers
            as r_score,
        1 + 5 * (rank() over by_count - 1) / count(*) over buyers
            as f_score,
        1 + 5 * (rank() over by_amount - 1) / count(*) over buyers
            as m_score
    from window_purchases
    where purchase_count > 0
    window
        buyers as (),
        by_recency as (buyers order by recency_days desc),
        by_count as (buyers order by purchase_count),
        by_amount as (buyers order by monetary_amount)
),

placed as (
    select
        one_id,
        r_score::integer as r_score,
        f_score::integer as f_score,
        m_score::integer as m_score,
        (r_score > avg(r_score) over buyers)::integer::text
            || (f_score > avg(f_score) over buyers)::integer::text
            || (m_score > avg(m_score) over buyers)::integer::text as rfm_cell
    from scored
    window buyers as ()
),

final as (
    select
        members.one_id,
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
    left join placed
        on placed.one_id = members.one_id
    left join cells
        on cells.rfm_cell = placed.rfm_cell
)

select * from final
