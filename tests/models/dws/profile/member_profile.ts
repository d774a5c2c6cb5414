import { defineTests } from 'memberhouse'

export default defineTests('dws.member_profile', [
  {
    name: 'members alone have a row, with what each model knows of them; the rest is null',
    given: {
      'dws.member_summary': [
        { one_id: 1, business_line: '*', membership: 'member', purchase_count_365d: 2, net_amount_365d: 90, registered_on: '2026-01-01' },
        { one_id: 1, business_line: 'food', membership: 'member', purchase_count_365d: 1, net_amount_365d: 40 },
        { one_id: 2, business_line: '*', membership: 'member', purchase_count_365d: 0, net_amount_365d: 0, registered_on: '2026-02-01' },
        { one_id: 3, business_line: '*', membership: 'visitor' },
        { one_id: 4, business_line: '*', membership: 'excluded' },
      ],
      'dws.member_standing': [{ one_id: 1, value_tier: 'gold', discount_rate: 0.2 }],
      'dws.member_level': [{ one_id: 1, level: 'silver', is_paid_member: true }],
      'dws.member_wallet': [{ one_id: 1, point_balance: 70 }],
      'dws.member_preference': [{ one_id: 1, usual_hour: 20, preferred_category: 'serum' }],
      'dws.member_benefit': [{ one_id: 1, benefit_preference: 'gift' }],
      'dws.member_activity': [
        { one_id: 1, view_count: 4, social_count: 0 },
        { one_id: 2, view_count: 0, social_count: 0 },
      ],
      'dws.member_relation': [{ one_id: 1, guide_id: 'G1', is_private_domain: true }],
      'dws.member_origin': [
        { one_id: 1, birth_month: 12, is_follower: true },
        { one_id: 2, is_follower: null },
      ],
      'dws.member_intent': [{ one_id: 1, intent_category: 'cream', viewed_categories: ['cream'] }],
      'dws.member_care': [{ one_id: 1, skin_type: '干性' }],
      'dws.profile_rule': [
        { name: 'a', rules_version: 'v1' },
        { name: 'b', rules_version: 'v1' },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, value_tier: 'gold', level: 'silver', is_paid_member: true, purchase_count_365d: 2, net_amount_365d: 90 },
        ...{ point_balance: 70, usual_hour: 20, discount_rate: 0.2, benefit_preference: 'gift', view_count: 4, social_count: 0 },
        ...{ guide_id: 'G1', is_private_domain: true, is_follower: true, preferred_category: 'serum', intent_category: 'cream' },
        ...{ viewed_categories: ['cream'], birth_month: 12, skin_type: '干性', rules_version: 'v1' },
      },
      // Social interactions are seen of followers only.
      {
        one_id: 2,
        value_tier: null,
        purchase_count_365d: 0,
        net_amount_365d: 0,
        view_count: 0,
        social_count: null,
        usual_hour: null,
        rules_version: 'v1',
      },
    ],
  },
])
