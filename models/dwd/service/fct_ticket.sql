with

tickets as (
    select * from ods.service_ticket
),

settings as (
    select * from dwd.source_setting
),

final as (
    select
        tickets.ticket_id,
        warehouse.key(tickets.source, tickets.source_account_id)
            as account_key,
        tickets.source,
        tickets.source_account_id,
        tickets.contact_channel,
        tickets.category,
        tickets.is_complaint,
        tickets.opened_at,
        (tickets.opened_at at time zone settings.time_zone)::date as opened_on,
        tickets.closed_at,
        (tickets.closed_at at time zone settings.time_zone)::date as closed_on,
        tickets.satisfaction_score
    from tickets
    left join settings
        on settings.source = tickets.source
)

select * from final
