with

marketplace_refunds as (
    select * from ods.shop_refund
),

mall_refunds as (
    select * from ods.mall_refund
),

douyin_refunds as (
    select * from ods.douyin_refund
),

jd_refunds as (
    select * from ods.jd_refund
),

orders as (
    select * from dwd.web_order
),

reasons as (
    select * from dwd.return_reason
),

settings as (
    select * from dwd.source_setting
),

-- The marketplace writes local times without a zone.
sent as (
    select
        'marketplace' as order_system, refund_id, order_id, line_no,
        'marketplace' as source, buyer_id as source_account_id,
        refunded_at as refunded_locally, null::timestamptz as refunded_at,
        quantity, refund_amount, currency, reason
    from marketplace_refunds
    union all
    select
        'mall' as order_system, refund_id, order_id, line_no,
        channel as source, account_id as source_account_id,
        null as refunded_locally, refunded_at,
        quantity, refund_amount, currency, reason
    from mall_refunds
    union all
    select
        'douyin' as order_system, refund_id, order_id, line_no,
        'douyin' as source, open_id as source_account_id,
        null as refunded_locally, refunded_at,
        quantity, refund_amount, currency, reason
    from douyin_refunds
    union all
    select
        'jd' as order_system, refund_id, order_id, line_no,
        'jd' as source, pin as source_account_id,
        null as refunded_locally, refunded_at,
        quantity, refund_amount, currency, reason
    from jd_refunds
),

-- Some systems write refunds with negative units and amounts. An exchanged
-- unit is replaced: the sale keeps it.
-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows.
final as (
    select
        sent.order_system,
        sent.refund_id,
        sent.order_id,
        sent.line_no,
        sent.source,
        sent.source_account_id,
        orders.store_code,
        coalesce(
            sent.refunded_at,
            sent.refunded_locally at time zone settings.time_zone
        ) as refunded_at,
        coalesce(
            sent.refunded_locally,
            sent.refunded_at at time zone settings.time_zone
        )::date as refunded_on,
        case when reasons.is_exchange then 0 else abs(sent.quantity) end
            as quantity,
        case
            when sent.quantity < 0 then -sent.refund_amount
            else sent.refund_amount
        end as refund_amount,
        sent.currency,
        sent.reason as return_reason
    from sent
    left join orders
        on orders.order_system = sent.order_system
        and orders.order_id = sent.order_id
    left join reasons
        on reasons.return_reason = sent.reason
    left join settings
        on settings.source = sent.source
)

select * from final
