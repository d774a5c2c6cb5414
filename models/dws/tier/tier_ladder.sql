with

tiers as (
    select * from dwd.value_tier
),

business_lines as (
    select * from dwd.business_line
),

parameters as (
    select * from dwd.parameter_span
),

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '28 months',
        warehouse.as_of(),
        '1 month'
    ) as months (month_on)
),

lines as (
    select business_line
    from business_lines

    union all

    select '*' as business_line
),

-- A line with a ladder of its own does not follow that of `*`. Of a ladder,
-- the newest edition that is in force on the day counts.
editions as (
    select distinct on (lines.business_line, months.month_on)
        lines.business_line,
        months.month_on,
        tiers.business_line as ladder,
        tiers.effective_from
    from lines
    cross join months
    inner join tiers
        on tiers.business_line in (lines.business_line, '*')
        and tiers.effective_from < months.month_on
    order by
        lines.business_line,
        months.month_on,
        tiers.business_line = '*',
        tiers.effective_from desc
),

final as (
    select
        editions.business_line,
        editions.month_on,
        tiers.tier_rank,
        tiers.tier,
        tiers.measure,
        tiers.bound_kind,
        tiers.bound,
        tiers.interval_months,
        (extract(month from editions.month_on)::integer - 1)
        % tiers.interval_months = 0 as is_evaluated,
        count(*) over (
            partition by
                editions.business_line, editions.month_on, tiers.tier_rank
        ) as bound_count,
        parameters.value as kept_rate,
        left(
            md5(
                string_agg(
                    concat_ws(
                        ' ', tiers.tier_rank, tiers.tier, tiers.measure,
                        tiers.bound_kind, tiers.bound, tiers.interval_months,
                        parameters.value
                    ), ', '
                ) over (
                    partition by editions.business_line, editions.month_on
                    order by tiers.tier_rank, tiers.measure
                    rows between unbounded preceding and unbounded following
                )
            ), 8
        ) as rules_version
    from editions
    inner join tiers
        on tiers.business_line = editions.ladder
        and tiers.effective_from = editions.effective_from
    inner join parameters
        on parameters.name = 'tier_kept_rate'
        and parameters.business_line = editions.business_line
        and parameters.starts_on < editions.month_on
        and editions.month_on <= parameters.ends_before
)

select * from final
