with

signals as (
    select * from dwd.churn_signal
),

stage_rules as (
    select * from dws.lifecycle_rule
),

final as (
    select distinct on (
        stage_rules.business_line, stage_rules.judged_on, signals.signal
    )
        stage_rules.business_line,
        stage_rules.judged_on,
        signals.signal,
        signals.bound,
        signals.weight,
        signals.label_zh,
        signals.label_en,
        signals.reason_zh,
        signals.reason_en
    from stage_rules
    inner join signals
        on signals.business_line in (stage_rules.business_line, '*')
        and signals.effective_from < stage_rules.judged_on
    order by
        stage_rules.business_line,
        stage_rules.judged_on,
        signals.signal,
        signals.business_line = '*',
        signals.effective_from desc
)

select * from final
