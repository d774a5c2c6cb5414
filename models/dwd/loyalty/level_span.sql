with

changes as (
    select * from ods.member_level
),

settings as (
    select * from dwd.source_setting
),

-- A row that repeats the level before it changes nothing.
marked as (
    select
        member_no,
        changed_at,
        level,
        previous_level,
        reason,
        row_number() over member = 1
            or level is distinct from lag(level) over member as is_change,
        row_number() over member > 1
            and previous_level is distinct from lag(level) over member
            as is_predecessor_missing
    from changes
    window member as (
        partition by member_no
        order by changed_at
    )
),

numbered as (
    select
        member_no,
        changed_at,
        level,
        previous_level,
        reason,
        is_change,
        is_predecessor_missing,
        count(*) filter (where is_change) over (
            partition by member_no
            order by changed_at
        ) as span_no
    from marked
),

spans as (
    select
        member_no,
        span_no,
        min(changed_at) as starts_at,
        min(level) as level,
        min(previous_level) filter (where is_change) as previous_level,
        min(reason) filter (where is_change) as reason,
        bool_or(is_change and is_predecessor_missing) as is_predecessor_missing,
        count(*) as row_count
    from numbered
    group by member_no, span_no
),

final as (
    select
        warehouse.key('crm', spans.member_no) as account_key,
        'crm' as source,
        spans.member_no as source_account_id,
        spans.level,
        spans.starts_at,
        lead(spans.starts_at) over (
            partition by spans.member_no
            order by spans.span_no
        ) as ends_before,
        (spans.starts_at at time zone settings.time_zone)::date as starts_on,
        spans.previous_level,
        spans.reason,
        spans.is_predecessor_missing,
        spans.row_count
    from spans
    left join settings
        on settings.source = 'crm'
)

select * from final
