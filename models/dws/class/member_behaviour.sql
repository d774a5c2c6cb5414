with

stages as (
    select * from dws.member_stage
),

people as (
    select * from dws.member_status
),

person_days as (
    select * from dws.member_day
),

discounts as (
    select * from dws.member_discount
),

rules as (
    select * from dws.behaviour_rule
),

years as (
    select
        one_id,
        business_line,
        count(*) filter (where order_count > 0) as purchase_count,
        round(
            sum(counted_net_amount) / nullif(sum(converted_order_count), 0), 2
        ) as average_order_amount
    from person_days
    where sold_on >= warehouse.as_of() - 365
    group by one_id, business_line
),

-- Nobody is quiet since a day before their acts could be observed.
figures as (
    select
        stages.one_id, stages.business_line, stages.last_engaged_on,
        stages.last_purchased_on is null as is_never_bought,
        coalesce(years.purchase_count, 0) as purchase_count,
        years.average_order_amount,
        discounts.is_price_sensitive,
        case
            when stages.is_engagement_observed
                then greatest(
                    stages.last_engaged_on, stages.last_purchased_on,
                    stages.registered_on, people.engagement_observed_from
                )
        end as last_heard_on
    from stages
    inner join people
        on people.one_id = stages.one_id
    left join years
        on years.one_id = stages.one_id
        and years.business_line = stages.business_line
    left join discounts
        on discounts.one_id = stages.one_id
        and discounts.business_line = stages.business_line
),

placed as (
    select
        figures.one_id, figures.business_line, figures.purchase_count,
        figures.average_order_amount, figures.is_price_sensitive,
        min(rules.place) as place
    from figures
    inner join rules
        on rules.business_line = figures.business_line
        and figures.purchase_count >= rules.least_purchase_count
        and coalesce(figures.average_order_amount, 0)
            > rules.average_amount_above
        and coalesce(figures.is_never_bought = rules.is_never_bought, true)
        and (
            rules.is_price_sensitive is null
            or figures.is_price_sensitive = rules.is_price_sensitive
        )
        and (
            rules.engaged_from is null
            or figures.last_engaged_on >= rules.engaged_from
        )
        and (
            rules.silent_from is null
            or figures.last_heard_on < rules.silent_from
        )
    group by
        figures.one_id, figures.business_line, figures.purchase_count,
        figures.average_order_amount, figures.is_price_sensitive
),

final as (
    select
        placed.one_id,
        placed.business_line,
        rules.behaviour_class,
        rules.behaviour_class = 'frequent'
        and placed.average_order_amount > rules.high_amount
            as is_growing_high_value,
        placed.is_price_sensitive,
        placed.purchase_count as purchase_count_365d,
        placed.average_order_amount as average_order_amount_365d,
        rules.rules_version
    from placed
    inner join rules
        on rules.business_line = placed.business_line
        and rules.place = placed.place
)

select * from final
