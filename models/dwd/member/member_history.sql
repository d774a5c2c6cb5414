with

attributes as (
    select * from dwd.member_attribute
),

remembered as (
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
        is_ended
    from remembered
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
    where not is_ended
),

-- What is believed as before goes on; else it ends today, unless it began
-- today, when it was never believed for a whole day.
open as (
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

-- A night of an earlier day begins where the later ones ended.
told as (
    select
        one_id,
        attribute,
        max(greatest(valid_from_on, valid_to_on)) as told_to_on
    from known
    group by one_id, attribute
),

begun as (
    select
        attributes.one_id,
        attributes.attribute,
        greatest(warehouse.as_of(), told.told_to_on) as valid_from_on,
        null::date as valid_to_on,
        attributes.value,
        attributes.source
    from attributes
    left join told
        on told.one_id = attributes.one_id
        and told.attribute = attributes.attribute
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
    from open
    union all
    select
        one_id, attribute, valid_from_on, valid_to_on, value, source
    from begun
)

select * from final
