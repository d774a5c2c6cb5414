import { defineTests } from 'memberhouse'

const grant = (account_key: number, benefit: string, used_on: string | null, granted_on = '2026-03-01', expires_on = '2026-04-01') => ({
  ...{ account_key, benefit, granted_on, used_on, expires_on },
})

export default defineTests('dws.member_benefit', [
  {
    name: 'uses are compared with those of everybody; open benefits and one use say nothing',
    as_of: '2026-06-15',
    given: {
      'dws.profile_rule': [
        { name: 'benefit_window_days', value: 1095 },
        { name: 'benefit_weight_count', value: 2 },
        { name: 'benefit_least_count', value: 2 },
        { name: 'benefit_least_index', value: 1.2 },
      ],
      'dwd.benefit_appeal': [
        { benefit: 'trial_set', appeal: 'gift' },
        { benefit: 'level_gift', appeal: 'gift' },
        { benefit: 'delivery', appeal: 'discount' },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1 },
        { account_key: 2, one_id: 2 },
        { account_key: 3, one_id: 3 },
      ],
      'dwd.fct_benefit_grant': [
        // Everybody uses two of four trial sets, one of two level gifts, three of four deliveries.
        grant(1, 'trial_set', '2026-03-05'),
        grant(1, 'trial_set', '2026-03-06'),
        grant(1, 'level_gift', '2026-03-07'),
        grant(1, 'delivery', '2026-03-07'),
        grant(2, 'trial_set', null),
        grant(2, 'trial_set', null),
        grant(2, 'level_gift', null),
        grant(2, 'delivery', '2026-03-08'),
        grant(2, 'delivery', '2026-03-09'),
        grant(3, 'delivery', null),
        // Not used yet, used on as_of, without an appeal, and too old.
        grant(1, 'trial_set', null, '2026-05-01', '2026-07-01'),
        grant(1, 'trial_set', '2026-06-15', '2026-05-01', '2026-07-01'),
        grant(2, 'black_card', '2026-03-08'),
        grant(2, 'delivery', '2020-03-08', '2020-03-01', '2020-04-01'),
      ],
    },
    expect: [
      // Gifts: (3 + 2 × 0.5) / (3 × 0.5 + 2 × 0.5) = 1.6. Member 2 uses deliveries: (2 + 1.5) / (1.5 + 1.5) = 1.17, too few.
      { one_id: 1, benefit_preference: 'gift', granted_count: 3, used_count: 3, use_index: 1.6 },
    ],
  },
])
