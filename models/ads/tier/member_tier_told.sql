with

classes as (
    select * from dws.member_class
),

registered as (
    select * from registry.ads_member_tier_told
),

-- What readers were shown last, unless the member had gone since.
told as (
    select distinct on (one_id, business_line)
        one_id, business_line, since_on, before_tier,
        case when not is_deleted then tier end as tier
    from registered
    where is_effective
    order by one_id, business_line, run_id desc
),

final as (
    select
        classes.one_id,
        classes.business_line,
        classes.tier,
        case
            when told.tier = classes.tier then told.since_on
            else warehouse.as_of()
        end as since_on,
        case
            when told.tier = classes.tier then told.before_tier
            else told.tier
        end as before_tier,
        classes.behaviour_class,
        classes.strategy_class
    from classes
    left join told
        on told.one_id = classes.one_id
        and told.business_line = classes.business_line
)

select * from final
