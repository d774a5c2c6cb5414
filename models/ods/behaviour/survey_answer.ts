import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.survey_answer',
  grain: ['response_id', 'question'],
  kind: source({ files: 'survey_answer_20*.csv', key: ['response_id', 'question'], deletion: append() }),
  doc: 'Answers to surveys, one row for each question that was answered.',
  columns: {
    response_id: text('One filled-in survey.'),
    survey_id: text('The survey: skin or procedure.'),
    source: text('Source of the account that answered: mini or app.'),
    source_account_id: text('The account’s id in that source.', { personal: true }),
    answered_at: timestamptz('When it was sent off.'),
    question: text('skin_type, skin_concern, procedure, or procedure_on.'),
    answer: text('The answer: skin types and procedures in Chinese, procedure_on as a date (2026-01-31); it can lie ahead.', {
      personal: true,
    }),
  },
})
