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
    attributes.account_key,
    attributes.attribute as type,
    attributes.value,
    attributes.source,
    least(
        greatest(changes.first_seen_at, accounts.first_seen_at),
        attributes.known_at
    ) as first_seen_at,
    attributes.known_at as last_seen_at
from dwd.account_attribute as attributes
inner join dwd.account as accounts
    on accounts.account_key = attributes.account_key
left join dwd.changed_value as changes
    on changes.account_key = attributes.account_key
    and changes.value = attributes.value
where attributes.attribute in ('gender', 'birthday', 'city')
order by account_key
