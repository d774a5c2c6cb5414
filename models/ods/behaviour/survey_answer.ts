import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.survey_answer',
  grain: ['response_id', 'question'],
  kind: source({ files: 'survey_answer_20*.csv', key: ['response_id', 'question'], deletion: append() }),
  doc: 'Answers to surveys, one row per answered question.',
  columns: {
    response_id: text('Response number: one filled-in survey.'),
    survey_id: text('Survey: skin or procedure.'),
    source: text('Source of the account that answered: mini or app.'),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    answered_at: timestamptz('When the response was submitted.'),
    question: text('skin_type, skin_concern, procedure, or procedure_on.'),
    answer: text('Answer: skin types and procedures in Chinese, procedure_on as a date (2026-01-31) that can be in the future.', {
      personal: true,
    }),
  },
})
