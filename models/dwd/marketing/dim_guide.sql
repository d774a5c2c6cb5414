with

spans as (
    select * from dwd.guide_contact_span
),

final as (
    select
        guide_id,
        min(starts_on) as first_contact_on,
        max(starts_on) as last_contact_on,
        count(distinct account_key) as contact_count
    from spans
    group by guide_id
)

select * from final
