with

pairs as (
    select * from dwd.unjoined_pair
),

excesses as (
    select * from dwd.unjoined_pair_excess
),

map as (
    select * from dwd.one_id_map
),

decisions as (
    select * from dwd.account_decision
),

stops as (
    select * from dwd.identity_stop
),

unlinked as (
    select
        ones.one_id,
        others.one_id as other_one_id
    from decisions
    inner join map as ones
        on ones.account_key = decisions.account_key
    inner join map as others
        on others.account_key = decisions.other_account_key
    where not decisions.is_link
),

set_aside as (
    select distinct map.one_id
    from stops
    inner join map
        on map.account_key = stops.account_key
    where stops.guard = 'too_large'
),

stopped as (
    select
        pairs.account_key,
        pairs.other_account_key,
        1 as place,
        'apart' as guard,
        'a person unlinked them' as reason
    from pairs
    inner join unlinked
        on least(unlinked.one_id, unlinked.other_one_id)
        = least(pairs.one_id, pairs.other_one_id)
        and greatest(unlinked.one_id, unlinked.other_one_id)
        = greatest(pairs.one_id, pairs.other_one_id)
    union all
    select
        account_key,
        other_account_key,
        2 as place,
        'names' as guard,
        'the names disagree' as reason
    from pairs
    where not may_join
    union all
    select
        account_key,
        other_account_key,
        3 as place,
        'limit' as guard,
        'together they would have ' || string_agg(
            held_count || ' ' || type || ' (limit ' || allowed_count || ')',
            '; ' order by type
        ) as reason
    from excesses
    group by account_key, other_account_key
    union all
    select
        account_key,
        other_account_key,
        4 as place,
        'too_large' as guard,
        'the cluster of one of them is set aside' as reason
    from pairs
    where one_id in (select set_aside.one_id from set_aside)
        or other_one_id in (select set_aside.one_id from set_aside)
    union all
    select
        account_key,
        other_account_key,
        5 as place,
        'joined' as guard,
        'one of them was joined to a more similar account' as reason
    from pairs
),

final as (
    select distinct on (account_key, other_account_key)
        account_key,
        other_account_key,
        guard,
        reason
    from stopped
    order by account_key, other_account_key, place
)

select * from final
