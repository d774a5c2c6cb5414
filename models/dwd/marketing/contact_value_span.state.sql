with

consents as (
    select * from ods.consent
),

settings as (
    select * from dwd.source_setting
),

marketplace_members as (
    select * from registry.ods_shop_member
),

mini_members as (
    select * from registry.ods_mini_member
),

app_members as (
    select * from registry.ods_app_member
),

pos_members as (
    select * from registry.ods_pos_member
),

crm_members as (
    select * from registry.ods_crm_member
),

consenting_accounts as (
    select distinct warehouse.key(source, source_account_id) as account_key
    from consents
),

-- The receiver of a parcel gave no consent, so the marketplace has only the
-- phone of the account. Marketplace and stores write local times.
states as (
    select
        warehouse.key('marketplace', buyer_id) as account_key,
        array['phone'] as types,
        array[phone] as field_values,
        updated_at at time zone settings.time_zone as changed_at,
        batch_id,
        source_line
    from marketplace_members
    left join settings
        on settings.source = 'marketplace'
    union all
    select
        warehouse.key('mini', openid) as account_key,
        array['phone'] as types, array[phone] as field_values,
        updated_at as changed_at, batch_id, source_line
    from mini_members
    union all
    select
        warehouse.key('app', app_user_id) as account_key,
        array['phone', 'email'] as types, array[phone, email] as field_values,
        updated_at as changed_at, batch_id, source_line
    from app_members
    union all
    select
        warehouse.key('pos', card_no) as account_key,
        array['phone'] as types, array[phone] as field_values,
        updated_at at time zone settings.time_zone as changed_at,
        batch_id, source_line
    from pos_members
    left join settings
        on settings.source = 'pos'
    union all
    select
        warehouse.key('crm', member_no) as account_key,
        array['phone', 'email'] as types, array[phone, email] as field_values,
        updated_at as changed_at, batch_id, source_line
    from crm_members
),

final as (
    select
        states.account_key,
        fields.type,
        fields.value,
        coalesce(states.changed_at, '-infinity') as changed_at
    from states
    inner join consenting_accounts
        on consenting_accounts.account_key = states.account_key
    cross join lateral unnest(states.types, states.field_values)
        as fields (type, value)
    order by
        states.account_key,
        fields.type,
        coalesce(states.changed_at, '-infinity'),
        states.batch_id,
        states.source_line
)

select * from final
