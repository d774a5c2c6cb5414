with

rules as (
    select * from dws.profile_rule
),

one_id_map as (
    select * from dwd.one_id_map
),

tickets as (
    select * from dwd.fct_ticket
),

survey_answers as (
    select * from dwd.fct_survey_answer
),

latest as (
    select distinct on (one_id_map.one_id, survey_answers.question)
        one_id_map.one_id,
        survey_answers.question,
        survey_answers.answer,
        survey_answers.answer_on
    from survey_answers
    inner join one_id_map
        on one_id_map.account_key = survey_answers.account_key
    where survey_answers.answered_on < warehouse.as_of()
        and survey_answers.answer is not null
    order by
        one_id_map.one_id,
        survey_answers.question,
        survey_answers.answered_at desc,
        survey_answers.response_id
),

answered as (
    select
        one_id,
        max(answer) filter (where question = 'skin_type') as skin_type,
        max(answer) filter (where question = 'skin_concern') as skin_concern,
        max(answer) filter (where question = 'procedure') as procedure,
        max(answer_on) filter (where question = 'procedure_on')
            as procedure_on
    from latest
    group by one_id
),

complaints as (
    select
        one_id_map.one_id,
        max(tickets.opened_on) as last_complained_on
    from tickets
    inner join one_id_map
        on one_id_map.account_key = tickets.account_key
    where tickets.opened_on < warehouse.as_of()
        and tickets.is_complaint
    group by one_id_map.one_id
),

final as (
    select
        one_id,
        answered.skin_type,
        answered.skin_concern,
        answered.procedure,
        answered.procedure_on,
        case
            when answered.procedure_on >= warehouse.as_of() then 'before'
            when answered.procedure_on
                >= warehouse.as_of() - rules.value::integer then 'after'
        end as procedure_stage,
        complaints.last_complained_on
    from answered
    full join complaints using (one_id)
    cross join rules
    where rules.name = 'procedure_care_days'
)

select * from final
