with

entries as (
    select * from ods.growth_entry
),

settings as (
    select * from dwd.source_setting
),

final as (
    select
        entries.entry_id,
        warehouse.key('crm', entries.member_no) as account_key,
        'crm' as source,
        entries.member_no as source_account_id,
        entries.route,
        entries.occurred_at,
        (entries.occurred_at at time zone settings.time_zone)::date
            as occurred_on,
        coalesce(entries.growth_value, 0) as growth_value,
        entries.expires_on,
        entries.order_id
    from entries
    left join settings
        on settings.source = 'crm'
)

select * from final
