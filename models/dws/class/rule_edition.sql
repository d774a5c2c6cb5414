with

growth_stages as (
    select * from dwd.growth_stage
),

behaviour_classes as (
    select * from dwd.behaviour_class
),

strategy_classes as (
    select * from dwd.strategy_class
),

business_lines as (
    select * from dwd.business_line
),

editions as (
    select
        'growth_stage' as vocabulary,
        business_line,
        effective_from,
        string_agg(
            growth_stages::text, ' ' order by stage, least_purchase_count
        ) as rules
    from growth_stages
    group by business_line, effective_from

    union all

    select
        'behaviour_class' as vocabulary,
        business_line,
        effective_from,
        string_agg(behaviour_classes::text, ' ' order by place) as rules
    from behaviour_classes
    group by business_line, effective_from

    union all

    select
        'strategy_class' as vocabulary,
        business_line,
        effective_from,
        string_agg(strategy_classes::text, ' ' order by place) as rules
    from strategy_classes
    group by business_line, effective_from
),

lines as (
    select business_line
    from business_lines

    union all

    select '*' as business_line
),

-- A line with rules of its own does not follow those of `*`.
final as (
    select distinct on (editions.vocabulary, lines.business_line)
        editions.vocabulary,
        lines.business_line,
        editions.business_line as rule_line,
        editions.effective_from,
        left(md5(editions.rules), 8) as rules_version
    from lines
    inner join editions
        on editions.business_line in (lines.business_line, '*')
        and editions.effective_from < warehouse.as_of()
    order by
        editions.vocabulary,
        lines.business_line,
        editions.business_line = '*',
        editions.effective_from desc
)

select * from final
