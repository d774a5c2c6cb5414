with

class_flow as (
    select * from dws.class_flow
),

final as (
    select
        month_on,
        from_class as from_stage,
        to_class as to_stage,
        member_count
    from class_flow
    where vocabulary = 'aipl'
)

select * from final
