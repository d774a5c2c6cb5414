import { defineTests } from 'memberhouse'

const published = { is_effective: true, is_new: false, is_deleted: false, run_id: 1, one_id: 1, business_line: '*' }
const member = { business_line: '*', tier: 'silver', behaviour_class: 'ordinary', strategy_class: 'at_risk' }

export default defineTests('ads.member_tier_told', [
  {
    name: 'as told: since the release that first showed the tier; runs that were not published, and members who had gone, were told nothing',
    as_of: '2026-06-15',
    given: {
      'dws.member_class': [1, 2, 3, 4, 5].map((one_id) => ({ ...member, one_id })),
      'registry.ads_member_tier_told': [
        { ...published, tier: 'silver', since_on: '2026-05-03', before_tier: 'ordinary' },
        { ...published, run_id: 2, tier: 'silver', since_on: '2026-05-03', before_tier: 'ordinary' },
        { ...published, one_id: 2, tier: 'silver', since_on: '2026-01-01', before_tier: null },
        { ...published, one_id: 2, run_id: 2, tier: 'ordinary', since_on: '2026-05-01', before_tier: 'silver' },
        { ...published, one_id: 3, tier: 'ordinary', since_on: '2026-05-01', before_tier: null },
        {
          ...published,
          one_id: 3,
          run_id: 2,
          is_effective: false,
          tier: 'silver',
          since_on: '2026-06-01',
          before_tier: 'ordinary',
        },
        { ...published, one_id: 4, tier: 'silver', since_on: '2026-05-01', before_tier: null },
        { ...published, one_id: 4, run_id: 2, is_deleted: true, tier: 'silver', since_on: '2026-05-01', before_tier: null },
      ],
    },
    expect: [
      [1, '2026-05-03', 'ordinary'],
      [2, '2026-06-15', 'ordinary'],
      [3, '2026-06-15', 'ordinary'],
      [4, '2026-06-15', null],
      [5, '2026-06-15', null],
    ].map(([one_id, since_on, before_tier]) => ({ one_id, tier: 'silver', since_on, before_tier })),
  },
])
