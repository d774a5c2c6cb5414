with

attributes as (
    select * from dwd.member_attribute
),

registered as (
    select * from registry.dwd_member_history
),

newest as (
    select distinct on (one_id, attribute, valid_from_on)
        one_id,
        attribute,
        valid_from_on,
        valid_to_on,
        value,
        source,
        is_deleted
    from registered
    where is_effective
    order by one_id, attribute, valid_from_on, run_id desc
),

known as (
    select
        one_id,
        attribute,
        valid_from_on,
        valid_to_on,
        value,
        source
    from newest
    where not is_deleted
),

-- An unchanged value stays open. A changed one ends today, or is dropped if it
-- began today: it never held for a whole day.
continued as (
    select
        known.one_id,
        known.attribute,
        known.valid_from_on,
        case
            when attributes.value is null then warehouse.as_of()
        end as valid_to_on,
        known.value,
        known.source
    from known
    left join attributes
        on attributes.one_id = known.one_id
        and attributes.attribute = known.attribute
        and attributes.value = known.value
        and attributes.source = known.source
    where known.valid_to_on is null
        and (
            attributes.value is not null
            or known.valid_from_on < warehouse.as_of()
        )
),

-- A run for an earlier day begins where later runs ended.
latest as (
    select
        one_id,
        attribute,
        max(greatest(valid_from_on, valid_to_on)) as latest_on
    from known
    group by one_id, attribute
),

started as (
    select
        attributes.one_id,
        attributes.attribute,
        greatest(warehouse.as_of(), latest.latest_on) as valid_from_on,
        null::date as valid_to_on,
        attributes.value,
        attributes.source
    from attributes
    left join latest
        on latest.one_id = attributes.one_id
        and latest.attribute = attributes.attribute
    left join known
        on known.one_id = attributes.one_id
        and known.attribute = attributes.attribute
        and known.valid_to_on is null
    where known.value is null
        or (known.value, known.source)
            <> (attributes.value, attributes.source)
),

final as (
    select
        one_id, attribute, valid_from_on, valid_to_on, value, source
    from known
    where valid_to_on is not null
    union all
    select
        one_id, attribute, valid_from_on, valid_to_on, value, source
    from continued
    union all
    select
        one_id, attribute, valid_from_on, valid_to_on, value, source
    from started
)

select * from final
