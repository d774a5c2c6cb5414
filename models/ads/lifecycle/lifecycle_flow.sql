with

stage_spans as (
    select * from dws.member_stage_span
),

months as (
    select month_on::date as month_on
    from generate_series(
        date_trunc('month', warehouse.as_of()) - interval '23 months',
        warehouse.as_of(),
        '1 month'
    ) as months (month_on)
),

moves as (
    select
        business_line,
        from_month as month_on,
        coalesce(previous_stage, 'none') as from_stage,
        stage as to_stage,
        count(*) as member_count
    from stage_spans
    group by business_line, month_on, from_stage, to_stage
),

stages as (
    select distinct
        business_line,
        stage
    from stage_spans
),

-- Whoever was in a stage a month before and did not leave it, stayed.
stays as (
    select
        stages.business_line,
        months.month_on,
        stages.stage as from_stage,
        stages.stage as to_stage,
        sum(
            case
                when moves.to_stage = stages.stage
                    and moves.month_on < months.month_on
                    then moves.member_count
                when moves.from_stage = stages.stage
                    then -moves.member_count
            end
        ) as member_count
    from stages
    cross join months
    inner join moves
        on moves.business_line = stages.business_line
        and moves.month_on <= months.month_on
        and stages.stage in (moves.from_stage, moves.to_stage)
    group by stages.business_line, months.month_on, stages.stage
),

final as (
    select
        business_line, month_on, from_stage, to_stage,
        member_count::bigint as member_count
    from stays
    where member_count > 0

    union all

    select
        business_line, month_on, from_stage, to_stage,
        member_count
    from moves
)

select * from final
