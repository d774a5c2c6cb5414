with

class_flow as (
    select * from dws.class_flow
),

bounds as (
    select * from dws.tier_bound
),

tiers as (
    select distinct
        business_line,
        month_on,
        tier_rank::text as class,
        tier
    from bounds
),

final as (
    select
        class_flow.business_line,
        class_flow.month_on,
        coalesce(from_tiers.tier, 'joined') as from_tier,
        to_tiers.tier as to_tier,
        class_flow.member_count
    from class_flow
    inner join tiers as to_tiers
        on to_tiers.business_line = class_flow.business_line
        and to_tiers.month_on = class_flow.month_on
        and to_tiers.class = class_flow.to_class
    left join tiers as from_tiers
        on from_tiers.business_line = class_flow.business_line
        and from_tiers.month_on = class_flow.month_on
        and from_tiers.class = class_flow.from_class
    where class_flow.vocabulary = 'value_tier'
)

select * from final
