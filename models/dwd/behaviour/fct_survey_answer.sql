with

answers as (
    select * from ods.survey_answer
),

settings as (
    select * from dwd.source_setting
),

-- Answers are typed: an impossible day is no date.
final as (
    select
        answers.response_id,
        answers.question,
        answers.survey_id,
        warehouse.key(answers.source, answers.source_account_id)
            as account_key,
        answers.source,
        answers.source_account_id,
        answers.answered_at,
        (answers.answered_at at time zone settings.time_zone)::date
            as answered_on,
        nullif(btrim(answers.answer), '') as answer,
        case
            when answers.question like '%\_on'
                and btrim(answers.answer) ~ '^\d{4}-\d{2}-\d{2}$'
                and pg_input_is_valid(btrim(answers.answer), 'date')
                then btrim(answers.answer)::date
        end as answer_on
    from answers
    left join settings
        on settings.source = answers.source
)

select * from final
