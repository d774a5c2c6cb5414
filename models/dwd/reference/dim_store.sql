with

stores as (
    select * from ods.store
),

web_orders as (
    select * from dwd.web_order
),

pos_lines as (
    select * from ods.pos_line
),

-- A store can sell before a list with it arrives, and after it left the list.
store_codes as (
    select store_code from stores
    union
    select store_code from web_orders
    union
    select store_code from pos_lines
),

final as (
    select
        store_codes.store_code,
        case
            when exists (select from stores) then stores.store_code is not null
        end as is_listed,
        stores.store_name,
        stores.channel,
        case
            when stores.business_line = 'both' then '*'
            else stores.business_line
        end as business_line,
        stores.city,
        stores.phone,
        stores.opened_on,
        stores.time_zone,
        stores.currency
    from store_codes
    left join stores
        on stores.store_code = store_codes.store_code
    where store_codes.store_code is not null
)

select * from final
