with

editions as (
    select * from dws.rule_edition
),

classes as (
    select * from dwd.behaviour_class
),

-- What is not asked is met by everybody.
final as (
    select
        editions.business_line,
        classes.place,
        classes.behaviour_class,
        classes.label_zh,
        classes.label_en,
        coalesce(classes.least_purchase_count, 0) as least_purchase_count,
        coalesce(classes.average_amount_above, '-infinity')
            as average_amount_above,
        coalesce(
            max(classes.average_amount_above) filter (
                where classes.behaviour_class = 'frequent_high_value'
            ) over (partition by editions.business_line),
            'infinity'
        ) as high_amount,
        classes.is_never_bought,
        classes.is_price_sensitive,
        warehouse.as_of() - classes.engaged_days as engaged_from,
        warehouse.as_of() - classes.silent_days as silent_from,
        editions.rules_version
    from editions
    inner join classes
        on classes.business_line = editions.rule_line
        and classes.effective_from = editions.effective_from
    where editions.vocabulary = 'behaviour_class'
)

select * from final
