with

person_days as (
    select * from dws.member_day
),

sums as (
    select
        one_id,
        sum(order_count)::bigint as order_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(discount_amount) as discount_amount
    from person_days
    where business_line = '*'
        and sold_on >= warehouse.as_of() - 365
    group by one_id
),

-- Where nobody ever has a discount, no source reports any.
final as (
    select
        one_id,
        round(unit_count::numeric / nullif(order_count, 0), 1)
            as units_per_order,
        case
            when exists (select from sums where discount_amount > 0)
                then round(
                    discount_amount / nullif(gross_amount + discount_amount, 0),
                    2
                )
        end as discount_rate,
        round(returned_amount / nullif(gross_amount, 0), 2) as return_rate
    from sums
)

select * from final
