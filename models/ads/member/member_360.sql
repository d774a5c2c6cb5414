with

members as (
    select * from dws.member_summary
),

member_rfm as (
    select * from dws.member_rfm
),

one_id_map as (
    select * from dwd.one_id_map
),

accounts as (
    select * from dwd.account
),

newest_accounts as (
    select distinct on (one_id_map.one_id)
        one_id_map.one_id,
        accounts.country
    from one_id_map
    inner join accounts
        on accounts.account_key = one_id_map.account_key
    where accounts.joined_on < warehouse.as_of()
    order by
        one_id_map.one_id,
        accounts.joined_on desc,
        accounts.account_key
),

account_ids as (
    select
        one_id_map.one_id,
        string_agg(
            accounts.source_account_id, ','
            order by accounts.source_account_id, accounts.source
        ) as source_account_ids
    from one_id_map
    inner join accounts
        on accounts.account_key = one_id_map.account_key
    where accounts.joined_on < warehouse.as_of()
    group by one_id_map.one_id
),

final as (
    select
        members.one_id,
        account_ids.source_account_ids,
        newest_accounts.country,
        members.joined_on,
        members.account_count,
        members.first_purchased_on,
        members.last_purchased_on,
        members.days_since_purchase,
        members.lifetime_purchase_count,
        members.order_count,
        members.net_amount,
        round(
            members.net_amount / nullif(members.converted_order_count, 0), 2
        ) as average_order_amount,
        members.currency,
        member_rfm.recency_days,
        member_rfm.purchase_count,
        member_rfm.monetary_amount,
        member_rfm.r_score,
        member_rfm.f_score,
        member_rfm.m_score,
        member_rfm.rfm_cell,
        member_rfm.rfm_label_zh,
        member_rfm.rfm_label_en
    from members
    inner join member_rfm
        on member_rfm.one_id = members.one_id
    left join newest_accounts
        on newest_accounts.one_id = members.one_id
    left join account_ids
        on account_ids.one_id = members.one_id
)

select * from final
