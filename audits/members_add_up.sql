with

accounts as (
    select * from dwd.account
),

one_id_map as (
    select * from dwd.one_id_map
),

people as (
    select * from dws.member_status
),

summaries as (
    select * from dws.member_summary
),

member_rfm as (
    select * from dws.member_rfm
),

member_360 as (
    select * from ads.member_360
),

excluded_members as (
    select * from ads.excluded_member
),

seen as (
    select distinct one_id_map.one_id
    from one_id_map
    inner join accounts
        on accounts.account_key = one_id_map.account_key
    where accounts.first_seen_on < warehouse.as_of()
),

expected as (
    select one_id, 'dws.member_status' as relation from seen
    union all
    select one_id, 'dws.member_summary' as relation from seen
    union all
    select one_id, 'dws.member_rfm' as relation from people
    where membership = 'member'
    union all
    select one_id, 'ads.member_360' as relation from people
    where membership = 'member'
    union all
    select one_id, 'ads.excluded_member' as relation from people
    where membership = 'excluded'
),

appearances as (
    select one_id, 'dws.member_status' as relation from people
    union all
    select one_id, 'dws.member_summary' as relation from summaries
    where business_line = '*'
    union all
    select one_id, 'dws.member_rfm' as relation from member_rfm
    where business_line = '*'
    union all
    select one_id, 'ads.member_360' as relation from member_360
    union all
    select one_id, 'ads.excluded_member' as relation from excluded_members
),

final as (
    select
        relation,
        one_id,
        case when expected.one_id is null then 'extra' else 'missing' end
            as problem
    from expected
    full join appearances using (relation, one_id)
    where expected.one_id is null
        or appearances.one_id is null
)

select * from final
