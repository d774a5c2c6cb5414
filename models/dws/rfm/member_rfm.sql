with

rules as (
    select * from dws.rfm_rule
),

windows as (
    select * from dws.rfm_window
),

bounds as (
    select * from dws.rfm_bound
),

cells as (
    select * from dwd.rfm_cell
),

members as (
    select * from dws.member_summary
),

line_bounds as (
    select
        business_line,
        array_agg(bound order by place) filter (
            where measure = 'recency_days'
        ) as recency_bounds,
        array_agg(bound order by place) filter (
            where measure = 'purchase_count'
        ) as count_bounds,
        array_agg(bound order by place) filter (
            where measure = 'monetary_amount'
        ) as amount_bounds
    from bounds
    group by business_line
),

-- By ranks where a line has no bounds: rank() - 1 buyers of the line are
-- strictly worse, and integer division rounds down.
scored as (
    select
        windows.one_id,
        windows.business_line,
        coalesce(
            5 - width_bucket(
                (warehouse.as_of() - windows.last_purchased_on)::numeric,
                line_bounds.recency_bounds
            ),
            1 + 5 * (rank() over by_recency - 1) / count(*) over buyers
        )::integer as r_score,
        coalesce(
            1 + width_bucket(
                windows.purchase_count::numeric, line_bounds.count_bounds
            ),
            1 + 5 * (rank() over by_count - 1) / count(*) over buyers
        )::integer as f_score,
        coalesce(
            1 + width_bucket(
                windows.monetary_amount, line_bounds.amount_bounds
            ),
            1 + 5 * (rank() over by_amount - 1) / count(*) over buyers
        )::integer as m_score
    from windows
    left join line_bounds
        on line_bounds.business_line = windows.business_line
    where windows.purchase_count > 0
    window
        buyers as (partition by windows.business_line),
        by_recency as (buyers order by windows.last_purchased_on),
        by_count as (buyers order by windows.purchase_count),
        by_amount as (buyers order by windows.monetary_amount)
),

final as (
    select
        members.one_id,
        members.business_line,
        windows.last_purchased_on,
        coalesce(windows.purchase_count, 0) as purchase_count,
        coalesce(windows.monetary_amount, 0) as monetary_amount,
        members.currency,
        scored.r_score,
        scored.f_score,
        scored.m_score,
        cells.rfm_cell,
        cells.label_zh as rfm_label_zh,
        cells.label_en as rfm_label_en
    from members
    left join windows
        on windows.one_id = members.one_id
        and windows.business_line = members.business_line
    left join scored
        on scored.one_id = members.one_id
        and scored.business_line = members.business_line
    left join rules
        on rules.business_line = members.business_line
    left join cells
        on cells.rfm_cell = (scored.r_score >= rules.high_score)::integer::text
        || (scored.f_score >= rules.high_score)::integer::text
        || (scored.m_score >= rules.high_score)::integer::text
    where members.membership = 'member'
)

select * from final
