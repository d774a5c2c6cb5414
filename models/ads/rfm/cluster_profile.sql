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

-- Rows with a null cluster are those of the whole line. Clusters are made from
-- logarithms, and so are labels: a few large buyers do not make all others low.
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
        percentile_cont(0.5) within group (order by recency_days) as median_r,
        percentile_cont(0.5) within group (order by purchase_count)
            as median_f,
        percentile_cont(0.5) within group (order by monetary_amount)
            as median_m,
        avg(ln(recency_days)) as log_r,
        avg(ln(purchase_count)) as log_f,
        avg(ln(greatest(monetary_amount, 1)::float8)) as log_m,
        nullif(stddev_pop(ln(recency_days)), 0) as spread_r,
        nullif(stddev_pop(ln(purchase_count)), 0) as spread_f,
        nullif(stddev_pop(ln(greatest(monetary_amount, 1)::float8)), 0)
            as spread_m
    from buyers
    group by grouping sets (
        (business_line, currency), (business_line, currency, cluster)
    )
),

compared as (
    select
        measured.business_line,
        measured.cluster,
        coalesce(1 + width_bucket((measured.log_r - lines.log_r)
            / lines.spread_r, '{-1,-0.33,0.33,1}'), 3) as r,
        coalesce(1 + width_bucket((measured.log_f - lines.log_f)
            / lines.spread_f, '{-1,-0.33,0.33,1}'), 3) as f,
        coalesce(1 + width_bucket((measured.log_m - lines.log_m)
            / lines.spread_m, '{-1,-0.33,0.33,1}'), 3) as m,
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
),

final as (
    select
        business_line, cluster,
        concat_ws(
            '，',
            ('{极近期,近期,近度一般,久未购买,极久未购}'::text[])[r],
            ('{极低频,低频,频次一般,高频,极高频}'::text[])[f],
            ('{极低额,低额,金额一般,高额,极高额}'::text[])[m]
        ) as label_zh,
        concat_ws(
            ', ',
            ('{very recent,recent,usual recency,long ago,very long ago}'
                ::text[])[r],
            ('{very rare,rare,usual frequency,frequent,very frequent}'
                ::text[])[f],
            ('{very low,low,usual,high,very high}'::text[])[m] || ' net'
        ) as label_en,
        member_count, member_share, net_amount, net_share, mean_recency_days,
        median_recency_days, mean_purchase_count, median_purchase_count,
        mean_monetary_amount, median_monetary_amount, currency
    from compared
)

select * from final
