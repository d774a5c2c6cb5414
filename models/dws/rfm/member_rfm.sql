with

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

-- rank() - 1 buyers are strictly worse, and integer division rounds down.
-- Buyers are compared within a business line.
ranked as (
    select
        one_id, business_line, method,
        warehouse.as_of() - last_purchased_on as recency_days,
        purchase_count,
        monetary_amount,
        1 + 5 * (rank() over by_recency - 1) / count(*) over buyers as r_rank,
        1 + 5 * (rank() over by_count - 1) / count(*) over buyers as f_rank,
        1 + 5 * (rank() over by_amount - 1) / count(*) over buyers as m_rank
    from windows
    where purchase_count > 0
    window
        buyers as (partition by business_line),
        by_recency as (buyers order by last_purchased_on),
        by_count as (buyers order by purchase_count),
        by_amount as (buyers order by monetary_amount)
),

scored as (
    select
        ranked.one_id, ranked.business_line, ranked.recency_days,
        case ranked.method
            when 'quantile' then ranked.r_rank
            else 5 - width_bucket(
                ranked.recency_days::numeric, line_bounds.recency_bounds
            )
        end::integer as r_score,
        case ranked.method
            when 'quantile' then ranked.f_rank
            else 1 + width_bucket(
                ranked.purchase_count::numeric, line_bounds.count_bounds
            )
        end::integer as f_score,
        case ranked.method
            when 'quantile' then ranked.m_rank
            else 1 + width_bucket(
                ranked.monetary_amount, line_bounds.amount_bounds
            )
        end::integer as m_score
    from ranked
    left join line_bounds
        on line_bounds.business_line = ranked.business_line
),

final as (
    select
        members.one_id, members.business_line,
        scored.recency_days,
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
    left join cells
        on cells.rfm_cell = (scored.r_score > 3)::integer::text
        || (scored.f_score > 3)::integer::text
        || (scored.m_score > 3)::integer::text
    where members.membership = 'member'
)

select * from final
