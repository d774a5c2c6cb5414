with

contacts as (
    select * from registry.ods_wecom_contact
),

settings as (
    select * from dwd.source_setting
),

-- Every state of a contact that was ever sent, in the order of its changes.
states as (
    select
        external_userid,
        guide_userid,
        added_at,
        deleted_at,
        coalesce(updated_at, added_at) as changed_at,
        row_number() over contact as position,
        coalesce(
            guide_userid is distinct from lag(guide_userid) over contact
            or added_at is distinct from lag(added_at) over contact,
            true
        ) as is_first,
        added_at is not distinct from lag(added_at) over contact as is_handover
    from contacts
    window contact as (
        partition by external_userid
        order by coalesce(updated_at, added_at), batch_id, source_line
    )
),

numbered as (
    select
        external_userid,
        guide_userid,
        case when is_handover then changed_at else added_at end as starts_at,
        deleted_at,
        position,
        is_first,
        count(*) filter (where is_first) over (
            partition by external_userid
            order by position
        ) as span_no
    from states
),

-- A guide can pass a contact on without its being added again: the contact is
-- then the next guide's from the moment of that change.
held as (
    select
        external_userid,
        span_no,
        min(guide_userid) as guide_userid,
        min(starts_at) filter (where is_first) as starts_at,
        (array_agg(deleted_at order by position desc))[1] as deleted_at
    from numbered
    group by external_userid, span_no
),

bounded as (
    select
        external_userid,
        guide_userid,
        starts_at,
        deleted_at,
        lead(starts_at) over (
            partition by external_userid
            order by span_no
        ) as next_starts_at
    from held
),

final as (
    select
        warehouse.key('wecom', bounded.external_userid) as account_key,
        bounded.guide_userid as guide_id,
        bounded.starts_at,
        least(bounded.deleted_at, bounded.next_starts_at) as ends_before,
        (bounded.starts_at at time zone settings.time_zone)::date as starts_on,
        coalesce(
            bounded.deleted_at <= coalesce(bounded.next_starts_at, 'infinity'),
            false
        ) as is_deleted
    from bounded
    left join settings
        on settings.source = 'wecom'
    where bounded.guide_userid is not null
        and bounded.starts_at < coalesce(
            least(bounded.deleted_at, bounded.next_starts_at), 'infinity'
        )
)

select * from final
