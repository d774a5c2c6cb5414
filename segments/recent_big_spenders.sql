with

parameters as (
    select * from dwd.parameter_span
),

member_rfm as (
    select * from dws.member_rfm
),

thresholds as (
    select
        name,
        value
    from parameters
    where name in ('big_spender_recency_days', 'big_spender_net_amount')
        and business_line = '*'
        and starts_on < warehouse.as_of()
        and warehouse.as_of() <= ends_before
),

-- Net, not gross: a member who returned everything spent nothing.
final as (
    select
        one_id,
        last_purchased_on,
        purchase_count,
        monetary_amount,
        currency
    from member_rfm
    where business_line = '*'
        and last_purchased_on >= warehouse.as_of() - (
            select value::integer from thresholds
            where name = 'big_spender_recency_days'
        )
        and monetary_amount >= (
            select value from thresholds
            where name = 'big_spender_net_amount'
        )
)

select * from final
