select
    source,
    type,
    value
from dwd.raw_identifier
union all
select
    source,
    attribute as type,
    value
from dwd.account_attribute
where attribute in ('gender', 'birthday', 'city')
