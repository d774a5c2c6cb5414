with

people as (
    select * from dws.member_status
),

summaries as (
    select * from dws.member_summary
),

final as (
    select
        people.one_id,
        people.exclusion_reason,
        people.account_count,
        people.first_seen_on,
        people.registered_on,
        summaries.order_count,
        summaries.net_amount,
        summaries.currency
    from people
    inner join summaries
        on summaries.one_id = people.one_id
        and summaries.business_line = '*'
    where people.membership = 'excluded'
)

select * from final
