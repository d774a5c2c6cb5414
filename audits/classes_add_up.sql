with

people as (
    select * from dws.member_status
),

stage_spans as (
    select * from dws.member_stage_span
),

tier_spans as (
    select * from dws.member_tier_span
),

aipl_spans as (
    select * from dws.member_aipl_span
),

member_lifecycle as (
    select * from ads.member_lifecycle
),

member_tier as (
    select * from ads.member_tier
),

member_aipl as (
    select * from ads.member_aipl
),

-- People are judged from the first month start after since_on, and on as_of.
expected as (
    select
        people.one_id,
        vocabularies.vocabulary,
        nullif(
            greatest(
                date_trunc('month', vocabularies.since_on)
                + interval '1 month',
                date_trunc('month', warehouse.as_of()) - interval '23 months'
            ),
            date_trunc('month', warehouse.as_of()) + interval '1 month'
        )::date as first_month
    from people
    cross join lateral (
        values
        ('lifecycle', 'member', people.registered_on),
        ('value_tier', 'member', people.registered_on),
        ('aipl', 'member', people.first_seen_on),
        ('aipl', 'visitor', people.first_seen_on)
    ) as vocabularies (vocabulary, membership, since_on)
    where vocabularies.membership = people.membership
),

spans as (
    select 'lifecycle' as vocabulary, one_id, from_month, until_month
    from stage_spans where business_line = '*'
    union all
    select 'value_tier' as vocabulary, one_id, from_month, until_month
    from tier_spans where business_line = '*'
    union all
    select 'aipl' as vocabulary, one_id, from_month, until_month
    from aipl_spans
),

followed as (
    select vocabulary, one_id, from_month, until_month, lead(from_month) over (
        partition by vocabulary, one_id order by from_month
    ) as next_month
    from spans
),

-- A span ends where the next one begins; the last one has no end.
covered as (
    select
        vocabulary, one_id, min(from_month) as first_month,
        count(*) filter (where until_month is distinct from next_month)
            as broken_count
    from followed
    group by vocabulary, one_id
),

shown as (
    select 'lifecycle' as vocabulary, one_id from member_lifecycle
    where business_line = '*'
    union all
    select 'value_tier' as vocabulary, one_id from member_tier
    where business_line = '*'
    union all
    select 'aipl' as vocabulary, one_id from member_aipl
),

final as (
    select
        vocabulary,
        one_id,
        expected.first_month as expected_month,
        covered.first_month,
        covered.broken_count,
        shown.one_id is not null as is_shown
    from expected
    full join covered using (vocabulary, one_id)
    full join shown using (vocabulary, one_id)
    where expected.one_id is null
        or shown.one_id is null
        or expected.first_month is distinct from covered.first_month
        or covered.broken_count > 0
)

select * from final
