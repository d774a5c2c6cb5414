import { defineTests } from 'memberhouse'

const span = (guide_id: string, store_code: string, starts_on: string, ends_on: string | null = null) => ({
  ...{ guide_id, store_code, starts_on, ends_on },
})

export default defineTests('dwd.guide_store_span', [
  {
    name: 'a guide who moves has one store at a time, even if the list does not say when the first span ended',
    given: {
      'ods.guide': [
        span('g1', 'S1', '2026-01-01', '2026-03-01'),
        span('g1', 'S2', '2026-04-01'),
        span('g1', 'S3', '2026-05-01'),
        span('g2', 'S1', '2026-02-01', '2026-06-01'),
      ],
    },
    expect: [
      { guide_id: 'g1', store_code: 'S1', starts_on: '2026-01-01', ends_before: '2026-03-01' },
      { guide_id: 'g1', store_code: 'S2', starts_on: '2026-04-01', ends_before: '2026-05-01' },
      { guide_id: 'g1', store_code: 'S3', starts_on: '2026-05-01', ends_before: null },
      { guide_id: 'g2', store_code: 'S1', starts_on: '2026-02-01', ends_before: '2026-06-01' },
    ],
  },
])
