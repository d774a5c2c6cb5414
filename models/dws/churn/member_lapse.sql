with

stages as (
    select * from dws.member_stage
),

stage_spans as (
    select * from dws.member_stage_span
),

person_days as (
    select * from dws.member_day
),

-- Whoever fell silent after the last month start is in no span yet.
begun as (
    select one_id, from_month as lapsed_on
    from stage_spans
    where business_line = '*'
        and stage in ('dormant', 'churned')
        and coalesce(previous_stage not in ('dormant', 'churned'), true)

    union all

    select stages.one_id, stages.dormant_on as lapsed_on
    from stages
    inner join stage_spans
        on stage_spans.one_id = stages.one_id
        and stage_spans.business_line = stages.business_line
        and stage_spans.until_month is null
    where stages.business_line = '*'
        and stages.stage in ('dormant', 'churned')
        and stage_spans.stage not in ('dormant', 'churned')
),

-- A cancelled membership is no lapse: nobody is to be won back by messages.
lapses as (
    select
        begun.one_id, begun.lapsed_on, stages.stage,
        lead(begun.lapsed_on) over (
            partition by begun.one_id
            order by begun.lapsed_on
        ) as next_lapsed_on
    from begun
    inner join stages
        on stages.one_id = begun.one_id
        and stages.business_line = '*'
        and stages.cancelled_on is null
),

bought as (
    select
        lapses.one_id, lapses.lapsed_on, person_days.sold_on,
        person_days.net_amount,
        min(person_days.sold_on) over (
            partition by lapses.one_id, lapses.lapsed_on
        ) as came_back_on
    from lapses
    inner join person_days
        on person_days.one_id = lapses.one_id
        and person_days.business_line = '*'
        and person_days.order_count > 0
        and person_days.sold_on >= lapses.lapsed_on
        and coalesce(person_days.sold_on < lapses.next_lapsed_on, true)
),

returns as (
    select
        one_id, lapsed_on, came_back_on,
        sum(net_amount) filter (where sold_on = came_back_on)
            as came_back_amount,
        count(*) filter (where sold_on > came_back_on)
            as later_purchase_count,
        sum(net_amount) filter (where sold_on > came_back_on) as later_amount
    from bought
    group by one_id, lapsed_on, came_back_on
),

-- Where a rule, not a purchase, ended the silence, nobody came back.
final as (
    select
        lapses.one_id, lapses.lapsed_on, returns.came_back_on,
        returns.came_back_amount, returns.later_purchase_count,
        case
            when returns.came_back_on is not null
                then coalesce(returns.later_amount, 0)
        end as later_amount
    from lapses
    left join returns
        on returns.one_id = lapses.one_id
        and returns.lapsed_on = lapses.lapsed_on
    where returns.came_back_on is not null
        or (
            lapses.next_lapsed_on is null
            and lapses.stage in ('dormant', 'churned')
        )
)

select * from final
