with

signal_rules as (
    select * from dws.churn_signal_rule
),

parameters as (
    select * from dwd.parameter_span
),

stage_rules as (
    select * from dws.lifecycle_rule
),

observed_sources as (
    select * from dwd.observed_source
),

figures as (
    select
        stage_rules.business_line, stage_rules.judged_on,
        stage_rules.rules_version, signal_rules.signal as name,
        signal_rules.bound as value, signal_rules.weight
    from stage_rules
    inner join signal_rules
        on signal_rules.business_line = stage_rules.business_line
        and signal_rules.judged_on = stage_rules.judged_on

    union all

    select
        stage_rules.business_line, stage_rules.judged_on,
        stage_rules.rules_version, parameters.name, parameters.value,
        null as weight
    from stage_rules
    inner join parameters
        on parameters.business_line = stage_rules.business_line
        and parameters.starts_on < stage_rules.judged_on
        and stage_rules.judged_on <= parameters.ends_before
    where parameters.name like 'churn\_%'
),

-- Where nothing is reported any more, silence says nothing.
observed as (
    select
        max(last_on) filter (
            where source in ('ods.event', 'ods.touch', 'ods.point_entry')
        ) as acts_last_on,
        max(last_on) filter (where source = 'ods.point_entry')
            as points_last_on,
        max(last_on) filter (where source = 'ods.benefit_grant')
            as benefits_last_on
    from observed_sources
),

final as (
    select
        business_line, judged_on,
        max(value) filter (where name = 'overdue') as overdue_bound,
        max(weight) filter (where name = 'overdue') as overdue_weight,
        max(value) filter (where name = 'acts_stopped') as acts_stopped_bound,
        max(weight) filter (where name = 'acts_stopped') as acts_stopped_weight,
        max(value) filter (where name = 'acts_fallen') as acts_fallen_bound,
        max(weight) filter (where name = 'acts_fallen') as acts_fallen_weight,
        max(value) filter (where name = 'lengthening_intervals')
            as lengthening_intervals_bound,
        max(weight) filter (where name = 'lengthening_intervals')
            as lengthening_intervals_weight,
        max(value) filter (where name = 'third_purchase_stop')
            as third_purchase_stop_bound,
        max(weight) filter (where name = 'third_purchase_stop')
            as third_purchase_stop_weight,
        max(value) filter (where name = 'launch_only') as launch_only_bound,
        max(weight) filter (where name = 'launch_only') as launch_only_weight,
        max(value) filter (where name = 'points_unused') as points_unused_bound,
        max(weight) filter (where name = 'points_unused')
            as points_unused_weight,
        max(value) filter (where name = 'benefits_unused')
            as benefits_unused_bound,
        max(weight) filter (where name = 'benefits_unused')
            as benefits_unused_weight,
        max(value) filter (where name = 'churn_risk_weight_count')
            as risk_weight_count,
        max(value) filter (where name = 'churn_launch_days') as launch_days,
        max(value) filter (where name = 'churn_fallen_least_count')
            as fallen_least_count,
        max(value) filter (where name = 'churn_unused_points_count')
            as unused_points_count,
        max(value) filter (where name = 'churn_unused_benefit_count')
            as unused_benefit_count,
        max(observed.acts_last_on) as acts_last_on,
        max(observed.points_last_on) as points_last_on,
        max(observed.benefits_last_on) as benefits_last_on,
        rules_version || left(md5(string_agg(
            concat_ws('=', name, value, weight), ' ' order by name
        )), 4) as rules_version
    from figures
    cross join observed
    group by business_line, judged_on, rules_version
)

select * from final
