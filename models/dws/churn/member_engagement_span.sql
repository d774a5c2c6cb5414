with

act_months as (
    select * from dws.member_act_month
),

-- A month counts as recent for two month starts, and as earlier for the four
-- after these.
edges as (
    select
        act_months.one_id,
        (act_months.month_on + edge.after)::date as month_on,
        sum(edge.recent * act_months.engaged_day_count)
            as recent_day_count,
        sum(edge.earlier * act_months.engaged_day_count)
            as earlier_day_count,
        max(act_months.last_engaged_on) filter (where edge.recent > 0)
            as last_engaged_on
    from act_months
    cross join (values
        (interval '1 month', 1, 0),
        (interval '3 months', -1, 1),
        (interval '7 months', 0, -1)
    ) as edge (after, recent, earlier)
    where act_months.act_count > 0
    group by act_months.one_id, (act_months.month_on + edge.after)::date
),

spans as (
    select
        one_id,
        month_on as from_month,
        lead(month_on) over months as until_month,
        sum(recent_day_count) over months as recent_day_count,
        sum(earlier_day_count) over months as earlier_day_count,
        max(last_engaged_on) over months as last_engaged_on
    from edges
    window months as (partition by one_id order by month_on)
),

final as (
    select
        one_id,
        from_month,
        until_month,
        recent_day_count::bigint as recent_day_count,
        earlier_day_count::bigint as earlier_day_count,
        last_engaged_on
    from spans
    where from_month <= warehouse.as_of()
        and coalesce(
            until_month
            > date_trunc('month', warehouse.as_of()) - interval '23 months',
            true
        )
)

select * from final
