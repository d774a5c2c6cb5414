with

class_flow as (
    select * from dws.class_flow
),

bounds as (
    select * from dws.tier_bound
),

tiers as (
    select distinct
        business_line, month_on, tier_rank, tier,
        max(tier_rank) over (partition by business_line, month_on)
            as highest_rank
    from bounds
),

flows as (
    select
        business_line,
        month_on,
        case when from_class <> 'joined' then from_class::integer end
            as from_rank,
        to_class::integer as to_rank,
        member_count
    from class_flow
    where vocabulary = 'value_tier'
),

-- A ladder may have become shorter since the member was evaluated.
final as (
    select
        flows.business_line,
        flows.month_on,
        coalesce(from_tiers.tier, 'joined') as from_tier,
        to_tiers.tier as to_tier,
        sum(flows.member_count)::bigint as member_count
    from flows
    inner join tiers as to_tiers
        on to_tiers.business_line = flows.business_line
        and to_tiers.month_on = flows.month_on
        and to_tiers.tier_rank = least(flows.to_rank, to_tiers.highest_rank)
    left join tiers as from_tiers
        on from_tiers.business_line = flows.business_line
        and from_tiers.month_on = flows.month_on - interval '1 month'
        and from_tiers.tier_rank
        = least(flows.from_rank, from_tiers.highest_rank)
        and flows.from_rank is not null
    group by flows.business_line, flows.month_on, from_tier, to_tier
)

select * from final
