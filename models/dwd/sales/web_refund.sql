with

marketplace_orders as (
    select * from ods.shop_order
),

marketplace_refunds as (
    select * from ods.shop_refund
),

mall_orders as (
    select * from ods.mall_order
),

mall_refunds as (
    select * from ods.mall_refund
),

reasons as (
    select * from dwd.return_reason
),

settings as (
    select * from dwd.source_setting
),

-- Some systems write refunds with negative units and amounts. An exchanged
-- unit is replaced: the sale keeps it.
-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
final as (
    select
        'marketplace' as order_system,
        marketplace_refunds.refund_id,
        marketplace_refunds.order_id,
        marketplace_refunds.line_no,
        'marketplace' as source,
        marketplace_refunds.buyer_id as source_account_id,
        marketplace_orders.store_code,
        marketplace_refunds.refunded_at at time zone settings.time_zone
            as refunded_at,
        marketplace_refunds.refunded_at::date as refunded_on,
        case
            when reasons.is_exchange then 0
            else abs(marketplace_refunds.quantity)
        end as quantity,
        case
            when marketplace_refunds.quantity < 0
                then -marketplace_refunds.refund_amount
            else marketplace_refunds.refund_amount
        end as refund_amount,
        marketplace_refunds.currency,
        marketplace_refunds.reason as return_reason
    from marketplace_refunds
    left join marketplace_orders
        on marketplace_orders.order_id = marketplace_refunds.order_id
    left join reasons
        on reasons.return_reason = marketplace_refunds.reason
    left join settings
        on settings.source = 'marketplace'

    union all

    select
        'mall' as order_system,
        mall_refunds.refund_id,
        mall_refunds.order_id,
        mall_refunds.line_no,
        mall_refunds.channel as source,
        mall_refunds.account_id as source_account_id,
        mall_orders.store_code,
        mall_refunds.refunded_at,
        (mall_refunds.refunded_at at time zone settings.time_zone)::date
            as refunded_on,
        case
            when reasons.is_exchange then 0
            else abs(mall_refunds.quantity)
        end as quantity,
        case
            when mall_refunds.quantity < 0 then -mall_refunds.refund_amount
            else mall_refunds.refund_amount
        end as refund_amount,
        mall_refunds.currency,
        mall_refunds.reason as return_reason
    from mall_refunds
    left join mall_orders
        on mall_orders.order_id = mall_refunds.order_id
    left join reasons
        on reasons.return_reason = mall_refunds.reason
    left join settings
        on settings.source = mall_refunds.channel
)

select * from final
