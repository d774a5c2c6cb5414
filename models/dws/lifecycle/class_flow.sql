with

stage_spans as (
    select * from dws.member_stage_span
),

aipl_spans as (
    select * from dws.member_aipl_span
),

tier_spans as (
    select * from dws.member_tier_span
),

spans as (
    select
        'lifecycle' as vocabulary, business_line, from_month, stage as class,
        previous_stage as previous_class
    from stage_spans

    union all

    select
        'aipl' as vocabulary, '*' as business_line, from_month,
        stage as class, previous_stage as previous_class
    from aipl_spans

    union all

    select
        'value_tier' as vocabulary, business_line, from_month,
        tier_rank::text as class, previous_tier_rank::text as previous_class
    from tier_spans
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
        vocabulary,
        business_line,
        from_month as month_on,
        coalesce(previous_class, 'joined') as from_class,
        class as to_class,
        count(*) as member_count
    from spans
    group by vocabulary, business_line, month_on, from_class, to_class
),

classes as (
    select distinct
        vocabulary,
        business_line,
        class
    from spans
),

-- Whoever was in a class a month before and did not leave it, stayed.
stays as (
    select
        classes.vocabulary,
        classes.business_line,
        months.month_on,
        classes.class as from_class,
        classes.class as to_class,
        sum(
            case
                when moves.to_class = classes.class
                    and moves.month_on < months.month_on
                    then moves.member_count
                when moves.from_class = classes.class
                    then -moves.member_count
            end
        ) as member_count
    from classes
    cross join months
    inner join moves
        on moves.vocabulary = classes.vocabulary
        and moves.business_line = classes.business_line
        and moves.month_on <= months.month_on
        and classes.class in (moves.from_class, moves.to_class)
    group by
        classes.vocabulary, classes.business_line, months.month_on,
        classes.class
),

final as (
    select
        vocabulary, business_line, month_on, from_class, to_class,
        member_count::bigint as member_count
    from stays
    where member_count > 0

    union all

    select
        vocabulary, business_line, month_on, from_class, to_class,
        member_count
    from moves
)

select * from final
