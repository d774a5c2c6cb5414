select
    account_key,
    type,
    value,
    source,
    first_seen_at,
    last_seen_at
from dwd.raw_identifier
union all
select
    account_key,
    attribute as type,
    value,
    source,
    known_at as first_seen_at,
    known_at as last_seen_at
from dwd.account_attribute
where attribute in ('gender', 'birthday', 'city')
order by account_key
