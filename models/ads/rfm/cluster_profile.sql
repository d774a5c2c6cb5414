with

clusters as (
    select * from ads.member_cluster
),

members as (
    select * from ads.member_rfm
),

buyers as (
    select
        clusters.business_line,
        clusters.cluster,
        warehouse.as_of() - members.last_purchased_on as recency_days,
        members.purchase_count,
        members.monetary_amount,
        members.currency
    from clusters
    inner join members
        on members.one_id = clusters.one_id
        and members.business_line = clusters.business_line
),

-- Rows with a null cluster are those of the whole line.
measured as (
    select
        business_line,
        cluster,
        currency,
        count(*) as member_count,
        sum(monetary_amount) as net_amount,
        avg(recency_days) as mean_r,
        avg(purchase_count) as mean_f,
        avg(monetary_amount) as mean_m,
        avg(monetary_amount) + 0.25 * abs(avg(monetary_amount)) as high_m,
        avg(monetary_amount) - 0.2 * abs(avg(monetary_amount)) as low_m,
        percentile_cont(0.5) within group (order by recency_days) as median_r,
        percentile_cont(0.5) within group (order by purchase_count)
            as median_f,
        percentile_cont(0.5) within group (order by monetary_amount)
            as median_m
    from buyers
    group by grouping sets (
        (business_line, currency), (business_line, currency, cluster)
    )
),

final as (
    select
        measured.business_line,
        measured.cluster,
        concat_ws(
            '，',
            case
                when measured.mean_r < 0.8 * lines.mean_r then '近期'
                when measured.mean_r > 1.25 * lines.mean_r then '久未购买'
                else '近度一般'
            end,
            case
                when measured.mean_f > 1.25 * lines.mean_f then '高频'
                when measured.mean_f < 0.8 * lines.mean_f then '低频'
                else '频次一般'
            end,
            case
                when measured.mean_m > lines.high_m then '高额'
                when measured.mean_m < lines.low_m then '低额'
                else '金额一般'
            end
        ) as label_zh,
        concat_ws(
            ', ',
            case
                when measured.mean_r < 0.8 * lines.mean_r then 'recent'
                when measured.mean_r > 1.25 * lines.mean_r then 'long ago'
                else 'usual recency'
            end,
            case
                when measured.mean_f > 1.25 * lines.mean_f then 'frequent'
                when measured.mean_f < 0.8 * lines.mean_f then 'rare'
                else 'usual frequency'
            end,
            case
                when measured.mean_m > lines.high_m then 'high net'
                when measured.mean_m < lines.low_m then 'low net'
                else 'usual net'
            end
        ) as label_en,
        measured.member_count,
        round(measured.member_count::numeric / lines.member_count, 4)
            as member_share,
        measured.net_amount,
        round(measured.net_amount / nullif(lines.net_amount, 0), 4)
            as net_share,
        round(measured.mean_r, 1) as mean_recency_days,
        measured.median_r::numeric as median_recency_days,
        round(measured.mean_f, 2) as mean_purchase_count,
        measured.median_f::numeric as median_purchase_count,
        round(measured.mean_m, 2) as mean_monetary_amount,
        round(measured.median_m::numeric, 2) as median_monetary_amount,
        measured.currency
    from measured
    inner join measured as lines
        on lines.business_line = measured.business_line
        and lines.cluster is null
    where measured.cluster is not null
)

select * from final
