with

audiences as (
    select * from ods.ad_audience
),

campaigns as (
    select * from dwd.dim_campaign
),

final as (
    select
        audiences.platform,
        audiences.campaign_id,
        audiences.segment,
        audiences.reported_on,
        campaigns.business_line,
        audiences.uploaded_count,
        audiences.matched_count,
        audiences.click_count,
        audiences.cost_amount,
        audiences.currency
    from audiences
    left join campaigns
        on campaigns.campaign_id = audiences.campaign_id
)

select * from final
