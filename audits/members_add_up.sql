with

accounts as (
    select * from dwd.account
),

one_id_map as (
    select * from dwd.one_id_map
),

members as (
    select * from dws.member_summary
),

member_rfm as (
    select * from dws.member_rfm
),

member_360 as (
    select * from ads.member_360
),

joined as (
    select distinct one_id_map.one_id
    from one_id_map
    inner join accounts
        on accounts.account_key = one_id_map.account_key
    where accounts.first_seen_on < warehouse.as_of()
),

appearances as (
    select one_id, 'dwd.account' as relation from joined
    union all
    select one_id, 'dws.member_summary' as relation from members
    union all
    select one_id, 'dws.member_rfm' as relation from member_rfm
    union all
    select one_id, 'ads.member_360' as relation from member_360
),

final as (
    select
        one_id,
        string_agg(relation, ', ' order by relation) as only_in
    from appearances
    group by one_id
    having count(*) <> 4
)

select * from final
