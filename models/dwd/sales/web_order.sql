with

marketplace_orders as (
    select * from registry.ods_shop_order
),

mall_orders as (
    select * from registry.ods_mall_order
),

sub_orders as (
    select * from dwd.sub_order
),

settings as (
    select * from dwd.source_setting
),

-- Every state that was ever sent, in one vocabulary.
states as (
    select
        'marketplace' as order_system,
        marketplace_orders.order_id,
        'marketplace' as source,
        marketplace_orders.buyer_id as source_account_id,
        marketplace_orders.store_code,
        marketplace_orders.ordered_at at time zone settings.time_zone
            as ordered_at,
        marketplace_orders.paid_at at time zone settings.time_zone as paid_at,
        case marketplace_orders.status
            when 'closed' then 'cancelled'
            else marketplace_orders.status
        end as status,
        marketplace_orders.updated_at at time zone settings.time_zone
            as updated_at,
        marketplace_orders.coupon_id,
        null as guide_id,
        marketplace_orders.is_gift,
        marketplace_orders.deposit_amount,
        marketplace_orders.deposit_paid_at at time zone settings.time_zone
            as deposit_paid_at,
        marketplace_orders.currency,
        marketplace_orders.is_current
    from marketplace_orders
    left join settings
        on settings.source = 'marketplace'

    union all

    select
        'mall' as order_system, order_id,
        channel as source, account_id as source_account_id,
        store_code, ordered_at, paid_at,
        case status when 'finished' then 'completed' else status end as status,
        updated_at, coupon_id, guide_id, is_gift, deposit_amount,
        deposit_paid_at, currency, is_current
    from mall_orders

    union all

    select
        source as order_system, order_id, source, source_account_id,
        store_code, ordered_at, paid_at, status, updated_at,
        coupon_id, null as guide_id, is_gift, deposit_amount, deposit_paid_at,
        currency, is_current_order as is_current
    from sub_orders
),

moments as (
    select
        order_system,
        order_id,
        min(updated_at) filter (where status = 'shipped') as shipped_at,
        min(updated_at) filter (where status = 'completed') as completed_at,
        min(updated_at) filter (where status = 'cancelled') as cancelled_at
    from states
    group by order_system, order_id
),

final as (
    select
        states.order_system,
        states.order_id,
        states.source,
        states.source_account_id,
        states.store_code,
        states.status,
        states.ordered_at,
        states.paid_at,
        moments.shipped_at,
        moments.completed_at,
        moments.cancelled_at,
        states.coupon_id,
        states.guide_id,
        states.is_gift,
        states.deposit_amount,
        states.deposit_paid_at,
        states.currency
    from states
    inner join moments
        on moments.order_system = states.order_system
        and moments.order_id = states.order_id
    where states.is_current
)

select * from final
