with

guides as (
    select * from ods.guide
),

final as (
    select
        guide_id,
        store_code,
        starts_on,
        least(
            ends_on,
            lead(starts_on) over (partition by guide_id order by starts_on)
        ) as ends_before
    from guides
)

select * from final
