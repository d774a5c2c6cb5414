with

identifiers as (
    select * from dwd.identifier
),

blocks as (
    select * from dwd.identifier_block
),

usable_identifiers as (
    select
        account_key,
        type,
        value
    from identifiers
    where not exists (
        select
        from blocks
        where blocks.type = identifiers.type
            and blocks.value = identifiers.value
    )
),

-- Without a name, too little is known to compare an account.
final as (
    select
        account_key,
        min(value) filter (where type = 'name') as name,
        min(value) filter (where type = 'birthday') as birthday,
        min(value) filter (where type = 'gender') as gender,
        min(value) filter (where type = 'city') as city,
        min(value) filter (where type = 'phone') as phone,
        min(value) filter (where type = 'email') as email
    from usable_identifiers
    group by account_key
    having bool_or(type = 'name')
        and bool_or(type in ('birthday', 'phone', 'email'))
)

select * from final
order by account_key
