import { defineTests } from 'memberhouse'

const answer = (account_key: number, question: string, answer: string | null, answer_on: string | null = null, day = '2026-06-01') => ({
  ...{ account_key, question, answer, answer_on, answered_on: day, answered_at: `${day}T04:00:00Z`, response_id: `${account_key}${day}` },
})

export default defineTests('dws.member_care', [
  {
    name: 'the newest answer counts, and the day of a procedure gives its stage',
    as_of: '2026-07-01',
    given: {
      'dws.profile_rule': [{ name: 'procedure_care_days', value: 60 }],
      'dwd.one_id_map': [1, 2, 3, 4].map((key) => ({ account_key: key, one_id: key })),
      'dwd.fct_survey_answer': [
        answer(1, 'skin_type', '干性', null, '2026-01-01'),
        answer(1, 'skin_type', '油性'),
        answer(1, 'skin_type', null, null, '2026-06-02'),
        answer(1, 'skin_type', '中性', null, '2026-07-01'),
        answer(1, 'skin_concern', '补水'),
        answer(1, 'procedure', '水光针'),
        answer(1, 'procedure_on', '2026-07-01', '2026-07-01'),
        answer(2, 'procedure_on', '2026-05-02', '2026-05-02'),
        answer(3, 'procedure_on', '2026-05-01', '2026-05-01'),
      ],
      'dwd.fct_ticket': [
        { account_key: 3, opened_on: '2026-06-01', is_complaint: true },
        { account_key: 3, opened_on: '2026-06-02', is_complaint: false },
        { account_key: 4, opened_on: '2026-06-03', is_complaint: true },
        { account_key: 4, opened_on: '2026-07-01', is_complaint: true },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, skin_type: '油性', skin_concern: '补水', procedure: '水光针', procedure_on: '2026-07-01' },
        ...{ procedure_stage: 'before', last_complained_on: null },
      },
      { one_id: 2, procedure_on: '2026-05-02', procedure_stage: 'after' },
      { one_id: 3, procedure_on: '2026-05-01', procedure_stage: null, last_complained_on: '2026-06-01' },
      { one_id: 4, skin_type: null, procedure_stage: null, last_complained_on: '2026-06-03' },
    ],
  },
])
