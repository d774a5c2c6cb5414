with

accounts as (
    select * from dwd.account
),

one_id_map as (
    select * from dwd.one_id_map
),

members as (
    select * from dwd.member
),

invitations as (
    select
        one_id_map.one_id,
        count(*) as invited_count
    from accounts
    inner join one_id_map
        on one_id_map.account_key = accounts.inviter_account_key
    where accounts.first_seen_on < warehouse.as_of()
    group by one_id_map.one_id
),

people as (
    select
        one_id_map.one_id,
        string_agg(
            accounts.source_account_id, ','
            order by accounts.source_account_id, accounts.source
        ) as source_account_ids,
        jsonb_agg(distinct accounts.source) as sources,
        (array_agg(accounts.country order by
            accounts.first_seen_on desc, accounts.account_key
        ))[1] as country,
        (array_agg(accounts.acquired_by order by
            accounts.first_seen_at, accounts.account_key
        ) filter (where accounts.acquired_by is not null))[1] as acquired_by,
        bool_or(
            accounts.cancelled_on < warehouse.as_of() is not true
        ) filter (where accounts.source = 'official_account') as is_follower
    from accounts
    inner join one_id_map
        on one_id_map.account_key = accounts.account_key
    where accounts.first_seen_on < warehouse.as_of()
    group by one_id_map.one_id
),

observed as (
    select exists (select from invitations) as has_invitation
),

final as (
    select
        people.one_id,
        people.source_account_ids,
        people.country,
        members.gender,
        members.city,
        extract(month from members.birthday)::integer as birth_month,
        extract(year from members.birthday)::integer as birth_year,
        people.sources,
        people.acquired_by,
        case when has_invitation then coalesce(invited_count, 0) end
            as invited_count,
        people.is_follower
    from people
    cross join observed
    left join members
        on members.one_id = people.one_id
    left join invitations
        on invitations.one_id = people.one_id
)

select * from final
