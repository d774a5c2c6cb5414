with

identifiers as (
    select * from dwd.identifier
),

map as (
    select * from dwd.one_id_map
),

survivorship as (
    select * from dwd.survivorship
),

attributes as (
    select distinct attribute from survivorship
),

values_known as (
    select
        map.one_id,
        identifiers.type as attribute,
        identifiers.value,
        identifiers.source,
        identifiers.account_key,
        identifiers.last_seen_at,
        count(*) over (
            partition by identifiers.account_key
        ) as completeness
    from identifiers
    inner join attributes
        on attributes.attribute = identifiers.type
    inner join map
        on map.account_key = identifiers.account_key
),

ranked as (
    select
        values_known.one_id,
        values_known.attribute,
        values_known.value,
        values_known.source,
        values_known.account_key,
        values_known.last_seen_at,
        row_number() over (
            partition by values_known.one_id, values_known.attribute
            order by
                coalesce(survivorship.priority, 1000),
                case
                    when survivorship.prefer = 'completeness'
                        then -values_known.completeness
                    else 0
                end,
                values_known.last_seen_at desc,
                values_known.account_key,
                values_known.value
        ) as place
    from values_known
    left join survivorship
        on survivorship.attribute = values_known.attribute
        and survivorship.source = values_known.source
),

final as (
    select
        one_id,
        attribute,
        value,
        source,
        account_key,
        last_seen_at as known_at
    from ranked
    where place = 1
)

select * from final
