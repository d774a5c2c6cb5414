import { defineTests } from 'memberhouse'

export default defineTests('dwd.dim_guide', [
  {
    name: 'a guide counts each contact once',
    given: {
      'dwd.guide_contact_span': [
        { guide_id: 'g1', account_key: 1, starts_on: '2026-01-01' },
        { guide_id: 'g1', account_key: 1, starts_on: '2026-03-01' },
        { guide_id: 'g1', account_key: 2, starts_on: '2026-02-01' },
        { guide_id: 'g2', account_key: 1, starts_on: '2026-02-01' },
      ],
    },
    expect: [
      { guide_id: 'g1', first_contact_on: '2026-01-01', last_contact_on: '2026-03-01', contact_count: 2 },
      { guide_id: 'g2', first_contact_on: '2026-02-01', last_contact_on: '2026-02-01', contact_count: 1 },
    ],
  },
])
