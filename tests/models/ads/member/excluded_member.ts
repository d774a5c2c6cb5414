import { defineTests } from 'memberhouse'

export default defineTests('ads.excluded_member', [
  {
    name: 'lists excluded people with their reason and what they bought in all business lines',
    given: {
      'dws.member_status': [
        { one_id: 1, membership: 'excluded', exclusion_reason: 'staff', account_count: 2 },
        { one_id: 2, membership: 'member', exclusion_reason: null },
      ],
      'dws.member_summary': [
        { one_id: 1, business_line: '*', order_count: 3, net_amount: 50 },
        { one_id: 1, business_line: 'food', order_count: 1, net_amount: 5 },
        { one_id: 2, business_line: '*', order_count: 1, net_amount: 9 },
      ],
    },
    expect: [{ one_id: 1, exclusion_reason: 'staff', account_count: 2, order_count: 3, net_amount: 50 }],
  },
])
