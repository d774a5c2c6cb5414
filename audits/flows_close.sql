with

class_flow as (
    select * from dws.class_flow
),

tier_flow as (
    select * from ads.tier_flow
),

flows as (
    select
        vocabulary, business_line, month_on, from_class, to_class,
        member_count
    from class_flow

    union all

    select
        'tier names' as vocabulary, business_line, month_on,
        from_tier as from_class, to_tier as to_class, member_count
    from tier_flow
),

arrived as (
    select
        vocabulary, business_line, to_class as class, month_on,
        sum(member_count) as member_count
    from flows
    group by vocabulary, business_line, class, month_on
),

-- Who was in a class leaves it or stays in it at the next month start.
left_or_stayed as (
    select
        vocabulary, business_line, from_class as class,
        (month_on - interval '1 month')::date as month_on,
        sum(member_count) as member_count
    from flows
    where from_class <> 'joined'
    group by vocabulary, business_line, class, month_on
),

final as (
    select
        vocabulary, business_line, class, month_on,
        arrived.member_count as arrived_count,
        left_or_stayed.member_count as left_or_stayed_count
    from arrived
    full join left_or_stayed using (vocabulary, business_line, class, month_on)
    where month_on < date_trunc('month', warehouse.as_of())
        and arrived.member_count is distinct from left_or_stayed.member_count
)

select * from final
