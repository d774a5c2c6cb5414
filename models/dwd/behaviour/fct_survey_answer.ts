import { bigint, conserves, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_survey_answer',
  grain: ['response_id', 'question'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Answers to surveys, one row for each answered question. An account can answer again, with another response number. Surveys are of no ' +
    'business line. Not filtered by `as_of`: readers filter with `answered_on < as_of`.',
  columns: {
    response_id: text('Response number: one filled-in survey.'),
    question: text('skin_type, skin_concern, procedure, or procedure_on.'),
    survey_id: text('Survey: skin or procedure.', { nullable: true }),
    account_key: bigint('Account that answered (dwd.account); null when the source names none.', { nullable: true }),
    source: text('Source of that account: mini or app.', { nullable: true }),
    source_account_id: text('Id of that account in its source.', { personal: true, nullable: true }),
    answered_at: timestamptz('When the response was submitted.', { nullable: true }),
    answered_on: date("Business day of answered_at, in the source's time zone.", { nullable: true }),
    answer: text('The answer, without spaces around it; null for a blank.', { personal: true, nullable: true }),
    answer_on: date('The answer as a date, for a question whose name ends in `_on`; null if it is none. Can be in the future.', {
      personal: true,
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.survey_answer'),
    expression('the source has a time zone', 'num_nulls(source, answered_at) > 0 or answered_on is not null'),
    warn(expression('an answer has a source and a moment', 'num_nulls(source, answered_at) = 0')),
    warn(expression('an answer', 'answer is not null')),
    warn(
      expression('the answer to a question about a date is one', "question not like '%\\_on' or answer is null or answer_on is not null"),
    ),
  ],
})
