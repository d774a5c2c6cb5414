import { defineTests } from 'memberhouse'

const answer = {
  response_id: 'R1',
  survey_id: 'procedure',
  source: 'mini',
  source_account_id: 'o1',
  answered_at: '2026-03-01T16:30Z',
  question: 'procedure_on',
  answer: '2026-04-15',
}

export default defineTests('dwd.fct_survey_answer', [
  {
    name: 'the answer to a question about a date is a date; impossible days and other forms are not',
    given: {
      'dwd.source_setting': [{ source: 'mini', time_zone: 'Asia/Shanghai' }],
      'ods.survey_answer': [
        answer,
        { ...answer, response_id: 'R2', answer: ' 2026-02-28 ' },
        { ...answer, response_id: 'R3', answer: '2026-02-30' },
        { ...answer, response_id: 'R4', answer: '04/15' },
        { ...answer, response_id: 'R5', answer: 'today' },
        { ...answer, response_id: 'R6', question: 'procedure' },
        { ...answer, response_id: 'R7', question: 'season', answer: ' ' },
      ],
    },
    expect: [
      { response_id: 'R1', answer: '2026-04-15', answer_on: '2026-04-15', answered_on: '2026-03-02' },
      { response_id: 'R2', answer: '2026-02-28', answer_on: '2026-02-28', answered_on: '2026-03-02' },
      { response_id: 'R3', answer: '2026-02-30', answer_on: null, answered_on: '2026-03-02' },
      { response_id: 'R4', answer: '04/15', answer_on: null, answered_on: '2026-03-02' },
      { response_id: 'R5', answer: 'today', answer_on: null, answered_on: '2026-03-02' },
      { response_id: 'R6', answer: '2026-04-15', answer_on: null, answered_on: '2026-03-02' },
      { response_id: 'R7', answer: null, answer_on: null, answered_on: '2026-03-02' },
    ],
  },
  {
    name: 'an answer without an account is kept',
    given: {
      'dwd.source_setting': [{ source: 'mini', time_zone: 'Asia/Shanghai' }],
      'ods.survey_answer': [{ ...answer, source_account_id: null }],
    },
    expect: [{ response_id: 'R1', account_key: null }],
  },
])
