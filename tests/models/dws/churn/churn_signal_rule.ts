import { defineTests } from 'memberhouse'

const overdue = { business_line: '*', effective_from: '2000-01-01', signal: 'overdue', bound: 1, weight: 1, label_en: 'Overdue' }
const food = { ...overdue, business_line: 'food' }

export default defineTests('dws.churn_signal_rule', [
  {
    name: 'the newest row of the line that is in force counts, else the newest one of all lines',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [
        { business_line: '*', judged_on: '2026-06-01' },
        { business_line: 'food', judged_on: '2026-06-01' },
        { business_line: 'food', judged_on: '2026-06-15' },
      ],
      'dwd.churn_signal': [
        overdue,
        { ...overdue, signal: 'acts_fallen', bound: 7 },
        { ...food, effective_from: '2026-05-31', bound: 2, weight: 3, label_en: 'Late' },
        { ...food, effective_from: '2026-06-01', bound: 5, weight: 3, label_en: 'Late' },
        { ...overdue, effective_from: '2026-06-14', bound: 9 },
      ],
    },
    expect: [
      ['*', '2026-06-01', 'overdue', 1, 'Overdue'],
      ['food', '2026-06-01', 'overdue', 2, 'Late'],
      ['food', '2026-06-15', 'overdue', 5, 'Late'],
      ['*', '2026-06-01', 'acts_fallen', 7, 'Overdue'],
      ['food', '2026-06-01', 'acts_fallen', 7, 'Overdue'],
      ['food', '2026-06-15', 'acts_fallen', 7, 'Overdue'],
    ].map(([business_line, judged_on, signal, bound, label_en]) => ({ business_line, judged_on, signal, bound, label_en })),
  },
])
