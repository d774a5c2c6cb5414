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
      { guide_id: 'g1', is_listed: null, first_contact_on: '2026-01-01', last_contact_on: '2026-03-01', contact_count: 2 },
      { guide_id: 'g2', is_listed: null, first_contact_on: '2026-02-01', last_contact_on: '2026-02-01', contact_count: 1 },
    ],
  },
  {
    name: 'a listed guide has the newest name and store; one whom only an order names has neither',
    given: {
      'ods.guide': [
        { guide_id: 'g1', guide_name: '王芳', starts_on: '2026-01-01' },
        { guide_id: 'g1', guide_name: '王方', starts_on: '2026-03-01' },
      ],
      'dwd.guide_store_span': [
        { guide_id: 'g1', store_code: 'S1', starts_on: '2026-01-01', ends_before: '2026-03-01' },
        { guide_id: 'g1', store_code: 'S2', starts_on: '2026-03-01', ends_before: '2026-05-01' },
      ],
      'dwd.fct_order': [{ guide_id: 'g2' }, { guide_id: null }],
    },
    expect: [
      {
        ...{ guide_id: 'g1', is_listed: true, guide_name: '王方', store_code: 'S2', starts_on: '2026-01-01', ends_before: '2026-05-01' },
        ...{ first_contact_on: null, contact_count: null },
      },
      { guide_id: 'g2', is_listed: false, guide_name: null, store_code: null, contact_count: null },
    ],
  },
])
