with

rules as (
    select * from dws.profile_rule
),

one_id_map as (
    select * from dwd.one_id_map
),

appeals as (
    select * from dwd.benefit_appeal
),

benefit_grants as (
    select * from dwd.fct_benefit_grant
),

windows as (
    select
        warehouse.as_of() - value::integer as starts_on,
        date_trunc('month', warehouse.as_of()) as month_on
    from rules
    where name = 'benefit_window_days'
),

-- Benefits that were used or have ended: an open one says nothing yet.
known as (
    select
        one_id_map.one_id,
        appeals.appeal,
        benefit_grants.benefit,
        least(benefit_grants.used_on, benefit_grants.expires_on - 1)
            as ended_on,
        benefit_grants.used_on
    from benefit_grants
    inner join appeals
        on appeals.benefit = benefit_grants.benefit
    inner join one_id_map
        on one_id_map.account_key = benefit_grants.account_key
    cross join windows
    where benefit_grants.granted_on >= windows.starts_on
        and benefit_grants.granted_on < warehouse.as_of()
        and least(benefit_grants.used_on, benefit_grants.expires_on - 1)
        < warehouse.as_of()
),

-- As of the month start, so that a night of others changes nobody.
usual_rates as (
    select
        known.benefit,
        avg((known.used_on < windows.month_on is true)::integer) as rate
    from known
    inner join windows
        on known.ended_on < windows.month_on
    group by known.benefit
),

counted as (
    select
        known.one_id,
        known.appeal,
        count(*) as granted_count,
        count(*) filter (where used_on < warehouse.as_of()) as used_count,
        sum(usual_rates.rate) as expected_count,
        avg(usual_rates.rate) * max(rules.value) as weight
    from known
    inner join usual_rates
        on usual_rates.benefit = known.benefit
    inner join rules
        on rules.name = 'benefit_weight_count'
    group by known.one_id, known.appeal
),

indexed as (
    select
        one_id, appeal, granted_count, used_count,
        round((used_count + weight) / nullif(expected_count + weight, 0), 2)
            as use_index
    from counted
),

ranked as (
    select
        one_id, appeal, granted_count, used_count, use_index,
        row_number() over (
            partition by one_id
            order by use_index desc nulls last, used_count desc, appeal
        ) as place
    from indexed
),

final as (
    select
        ranked.one_id,
        ranked.appeal as benefit_preference,
        ranked.granted_count,
        ranked.used_count,
        ranked.use_index
    from ranked
    inner join rules as least_counts
        on least_counts.name = 'benefit_least_count'
    inner join rules as least_indexes
        on least_indexes.name = 'benefit_least_index'
    where ranked.place = 1
        and ranked.used_count >= least_counts.value
        and ranked.use_index >= least_indexes.value
)

select * from final
