with

guides as (
    select * from ods.guide
),

store_spans as (
    select * from dwd.guide_store_span
),

contact_spans as (
    select * from dwd.guide_contact_span
),

orders as (
    select * from dwd.fct_order
),

newest_names as (
    select distinct on (guide_id)
        guide_id,
        guide_name
    from guides
    order by guide_id, starts_on desc
),

-- The newest span says where the guide is, or was last.
stores as (
    select distinct on (guide_id)
        guide_id,
        store_code,
        min(starts_on) over (partition by guide_id) as starts_on,
        ends_before
    from store_spans
    order by guide_id, store_spans.starts_on desc
),

contacts as (
    select
        guide_id,
        min(starts_on) as first_contact_on,
        max(starts_on) as last_contact_on,
        count(distinct account_key) as contact_count
    from contact_spans
    group by guide_id
),

-- A guide can have contacts and sales before the list has them. Without a
-- list, and without contacts, those columns are not observed.
guide_ids as (
    select guide_id from newest_names
    union
    select guide_id from contacts
    union
    select guide_id from orders where guide_id is not null
),

final as (
    select
        guide_ids.guide_id,
        case when exists (select from guides)
            then newest_names.guide_id is not null
        end as is_listed,
        newest_names.guide_name,
        stores.store_code,
        stores.starts_on,
        stores.ends_before,
        contacts.first_contact_on,
        contacts.last_contact_on,
        case when exists (select from contact_spans)
            then coalesce(contacts.contact_count, 0)
        end as contact_count
    from guide_ids
    left join newest_names
        on newest_names.guide_id = guide_ids.guide_id
    left join stores
        on stores.guide_id = guide_ids.guide_id
    left join contacts
        on contacts.guide_id = guide_ids.guide_id
)

select * from final
