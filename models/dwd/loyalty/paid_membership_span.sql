with

memberships as (
    select * from dwd.fct_paid_membership
),

-- A term without end lasts until infinity here. A refunded term may have no
-- day.
terms as (
    select
        account_key,
        membership_id,
        plan,
        starts_on,
        coalesce(ends_before, 'infinity') as ends_before
    from memberships
    where account_key is not null
        and starts_on < coalesce(ends_before, 'infinity')
),

-- A term begins a span if all terms before it have ended by the day before.
marked as (
    select
        account_key,
        membership_id,
        plan,
        starts_on,
        ends_before,
        coalesce(
            max(ends_before) over (
                partition by account_key
                order by starts_on, ends_before, membership_id
                rows between unbounded preceding and 1 preceding
            ) < starts_on,
            true
        ) as is_first
    from terms
),

numbered as (
    select
        account_key,
        membership_id,
        plan,
        starts_on,
        ends_before,
        count(*) filter (where is_first) over (
            partition by account_key
            order by starts_on, ends_before, membership_id
            rows unbounded preceding
        ) as span_no
    from marked
),

final as (
    select
        account_key,
        min(starts_on) as starts_on,
        nullif(max(ends_before), 'infinity') as ends_before,
        count(*) as term_count,
        array_to_string(
            array_agg(membership_id order by starts_on, membership_id), ','
        ) as membership_ids,
        sum(least(ends_before, date '9999-12-31') - starts_on)
            > least(max(ends_before), date '9999-12-31') - min(starts_on)
            as is_overlapping
    from numbered
    group by account_key, span_no
)

select * from final
