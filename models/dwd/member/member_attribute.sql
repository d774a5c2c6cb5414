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

known_values as (
    select
        map.one_id,
        identifiers.type as attribute,
        identifiers.value,
        identifiers.source,
        identifiers.account_key,
        identifiers.first_seen_at,
        count(*) over (
            partition by identifiers.account_key
        ) as completeness
    from identifiers
    inner join attributes
        on attributes.attribute = identifiers.type
    inner join map
        on map.account_key = identifiers.account_key
    where not identifiers.is_junk
),

ranked as (
    select
        known_values.one_id,
        known_values.attribute,
        known_values.value,
        known_values.source,
        known_values.account_key,
        known_values.first_seen_at,
        row_number() over (
            partition by known_values.one_id, known_values.attribute
            order by
                coalesce(survivorship.priority, 1000),
                case
                    when survivorship.prefer = 'completeness'
                        then -known_values.completeness
                    else 0
                end,
                known_values.first_seen_at desc,
                known_values.account_key,
                known_values.value
        ) as place
    from known_values
    left join survivorship
        on survivorship.attribute = known_values.attribute
        and survivorship.source = known_values.source
),

final as (
    select
        one_id,
        attribute,
        value,
        source,
        account_key,
        first_seen_at as known_at
    from ranked
    where place = 1
)

select * from final
