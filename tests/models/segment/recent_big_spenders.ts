import { defineTests } from 'memberhouse'

const bounds = [
  { name: 'big_spender_recency_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 30 },
  { name: 'big_spender_net_amount', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 2000 },
]
const member = { last_purchased_on: '2011-05-02', purchase_count: 1, monetary_amount: 2000, currency: 'GBP' }

const inAll = { ...member, business_line: '*' }

export default defineTests('segment.recent_big_spenders', [
  {
    name: 'both bounds are included, and a member who returned everything is excluded',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': bounds,
      'dws.member_rfm': [
        { ...inAll, one_id: 1 },
        { ...inAll, one_id: 5, business_line: 'food' },
        { ...inAll, one_id: 2, last_purchased_on: '2011-05-01' },
        { ...inAll, one_id: 3, monetary_amount: 1999.99 },
        { ...inAll, one_id: 4, last_purchased_on: null, purchase_count: 0, monetary_amount: 0 },
      ],
    },
    expect: [{ ...member, one_id: 1 }],
  },
  {
    name: 'a bound is the value of `*` on the last day before as_of, also if a business line has its own',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [
        { ...bounds[0]!, ends_before: '2011-05-31' },
        { ...bounds[0]!, starts_on: '2011-05-31', ends_before: '2011-06-01', value: 7 },
        { ...bounds[0]!, starts_on: '2011-06-01', value: 365 },
        { ...bounds[0]!, business_line: 'food', value: 365 },
        bounds[1]!,
      ],
      'dws.member_rfm': [
        { ...inAll, one_id: 1 },
        { ...inAll, one_id: 2, last_purchased_on: '2011-05-25' },
      ],
    },
    expect: [{ one_id: 2 }],
  },
])
