with

rules as (
    select * from dws.rfm_rule
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

members as (
    select * from ads.member_rfm
),

scored as (
    select
        business_line,
        r_score,
        f_score,
        count(*) as member_count,
        sum(monetary_amount) as net_amount
    from members
    group by business_line, r_score, f_score
),

final as (
    select
        rules.business_line,
        r.score as r_score,
        f.score as f_score,
        coalesce(scored.member_count, 0) as member_count,
        round(
            coalesce(scored.member_count, 0)
            / nullif(sum(scored.member_count) over of_line, 0), 4
        ) as member_share,
        coalesce(scored.net_amount, 0) as net_amount,
        round(
            coalesce(scored.net_amount, 0)
            / nullif(sum(scored.net_amount) over of_line, 0), 4
        ) as net_share,
        round(scored.net_amount / scored.member_count, 2)
            as average_net_amount,
        (select distinct reporting_currency from exchange_rates) as currency,
        rules.rules_version
    from rules
    cross join generate_series(1, 5) as r (score)
    cross join generate_series(1, 5) as f (score)
    left join scored
        on scored.business_line = rules.business_line
        and scored.r_score = r.score
        and scored.f_score = f.score
    window of_line as (partition by rules.business_line)
)

select * from final
