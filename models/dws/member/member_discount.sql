with

people as (
    select * from dws.member_status
),

person_days as (
    select * from dws.member_day
),

order_changes as (
    select * from dws.order_summary
),

parameters as (
    select * from dwd.parameter_span
),

rules as (
    select
        business_line,
        warehouse.as_of()
        - max(value) filter (where name = 'discount_window_days')::integer
            as first_on,
        max(value) filter (where name = 'price_sensitive_line_count')
            as least_line_count,
        max(value) filter (where name = 'price_sensitive_excess_rate')
            as least_excess_rate,
        left(
            md5(string_agg(name || '=' || value::text, ' ' order by name)), 8
        ) as rules_version
    from parameters
    where starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
        and name in (
            'discount_window_days', 'price_sensitive_line_count',
            'price_sensitive_excess_rate'
        )
    group by business_line
),

-- Sales of everybody, also of anonymous customers.
sale_days as (
    select
        order_changes.business_line,
        order_changes.sold_on,
        sum(order_changes.discounted_line_count)
        / sum(order_changes.line_count) as discounted_rate
    from order_changes
    inner join rules
        on rules.business_line = order_changes.business_line
        and order_changes.sold_on >= rules.first_on
    where order_changes.line_count > 0
        and order_changes.sold_on < warehouse.as_of()
    group by order_changes.business_line, order_changes.sold_on
),

members as (
    select
        person_days.one_id,
        person_days.business_line,
        sum(person_days.line_count)::bigint as line_count,
        sum(person_days.discounted_line_count)::bigint
            as discounted_line_count,
        sum(person_days.discounted_line_count)
        / sum(person_days.line_count) as discounted_rate,
        sum(person_days.line_count * sale_days.discounted_rate)
        / sum(person_days.line_count) as usual_discounted_rate
    from person_days
    inner join people
        on people.one_id = person_days.one_id
        and people.membership = 'member'
    inner join sale_days
        on sale_days.business_line = person_days.business_line
        and sale_days.sold_on = person_days.sold_on
    where person_days.line_count > 0
    group by person_days.one_id, person_days.business_line
),

-- Where nobody has a discount, no source reports any.
final as (
    select
        members.one_id,
        members.business_line,
        members.line_count,
        members.discounted_line_count,
        round(members.discounted_rate, 4) as discounted_rate,
        round(members.usual_discounted_rate, 4) as usual_discounted_rate,
        case
            when exists (select from sale_days where discounted_rate > 0)
                then members.line_count >= rules.least_line_count
                and members.discounted_rate - members.usual_discounted_rate
                    >= rules.least_excess_rate
        end as is_price_sensitive,
        rules.rules_version
    from members
    inner join rules
        on rules.business_line = members.business_line
)

select * from final
