with

profiles as (
    select * from dws.member_profile
),

final as (
    select
        one_id,
        jsonb_strip_nulls(to_jsonb(profiles)) - 'one_id' - 'rules_version'
            as tags,
        rules_version
    from profiles
)

select * from final
