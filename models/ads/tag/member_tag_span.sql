with

tier_spans as (
    select * from dws.member_tier_span
),

tier_bounds as (
    select * from dws.tier_bound
),

stage_spans as (
    select * from dws.member_stage_span
),

aipl_spans as (
    select * from dws.member_aipl_span
),

level_spans as (
    select * from dwd.level_span
),

paid_spans as (
    select * from dwd.paid_membership_span
),

contact_spans as (
    select * from dwd.guide_contact_span
),

attributes as (
    select * from dwd.member_history
),

one_id_map as (
    select * from dwd.one_id_map
),

settings as (
    select * from dwd.source_setting
),

of_accounts as (
    select
        level_spans.account_key, 'level' as tag, level_spans.level as value,
        level_spans.starts_on as from_on,
        (level_spans.ends_before at time zone settings.time_zone)::date
            as until_on
    from level_spans
    inner join settings
        on settings.source = level_spans.source

    union all

    select account_key, 'is_paid_member' as tag, 'true' as value,
        starts_on as from_on, ends_before as until_on
    from paid_spans

    union all

    select
        contact_spans.account_key, 'guide_id' as tag,
        contact_spans.guide_id as value, contact_spans.starts_on as from_on,
        (contact_spans.ends_before at time zone settings.time_zone)::date
            as until_on
    from contact_spans
    inner join settings
        on settings.source = 'wecom'
),

final as (
    select one_id, 'lifecycle_stage' as tag, stage as value,
        from_month as from_on, until_month as until_on
    from stage_spans
    where business_line = '*'

    union all

    select one_id, 'aipl_stage' as tag, stage as value,
        from_month as from_on, until_month as until_on
    from aipl_spans

    union all

    select distinct tier_spans.one_id, 'value_tier' as tag, tier_bounds.tier,
        tier_spans.from_month as from_on, tier_spans.until_month as until_on
    from tier_spans
    inner join tier_bounds
        on tier_bounds.business_line = '*'
        and tier_bounds.month_on = tier_spans.from_month
        and tier_bounds.tier_rank = tier_spans.tier_rank
    where tier_spans.business_line = '*'

    union all

    select one_id_map.one_id, of_accounts.tag, of_accounts.value,
        of_accounts.from_on, of_accounts.until_on
    from of_accounts
    inner join one_id_map
        on one_id_map.account_key = of_accounts.account_key

    union all

    select one_id, attribute as tag, value, valid_from_on as from_on,
        valid_to_on as until_on
    from attributes
    where attribute in ('gender', 'city')
)

select * from final
