import { defineTests } from 'memberhouse'

const all = { business_line: '*', membership: 'member', registered_on: '2011-02-01' }

export default defineTests('ads.member_360', [
  {
    name: 'the account seen last gives the country, and account ids are sorted; only members have a row, with their figures of all business lines',
    as_of: '2011-06-01',
    given: {
      'dws.member_summary': [
        {
          ...all,
          one_id: 1,
          account_count: 2,
          order_count: 3,
          net_amount: 50,
          last_purchased_on: '2011-05-30',
          average_order_amount: 16.67,
        },
        { ...all, one_id: 1, business_line: 'beauty', order_count: 2, net_amount: 30 },
        { ...all, one_id: 2, account_count: 1, order_count: 0, net_amount: 0 },
        { ...all, one_id: 3, membership: 'visitor' },
        { ...all, one_id: 4, membership: 'excluded' },
      ],
      'dws.member_rfm': [
        { one_id: 1, business_line: '*', purchase_count: 3, monetary_amount: 45, rfm_cell: '111' },
        { one_id: 1, business_line: 'beauty', purchase_count: 2, monetary_amount: 30, rfm_cell: '000' },
        { one_id: 2, business_line: '*', purchase_count: 0, monetary_amount: 0, rfm_cell: null },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1 },
        { account_key: 2, one_id: 1 },
        { account_key: 3, one_id: 1 },
        { account_key: 4, one_id: 2 },
      ],
      'dwd.account': [
        { account_key: 1, source_account_id: '17850', first_seen_on: '2011-01-01', country: 'EIRE' },
        { account_key: 2, source_account_id: '12346', first_seen_on: '2011-02-01', country: 'France' },
        { account_key: 3, source_account_id: '12345', first_seen_on: '2011-06-01', country: 'Norway' },
        { account_key: 4, source_account_id: '13000', first_seen_on: '2011-01-01', country: 'Iceland' },
      ],
    },
    expect: [
      {
        one_id: 1,
        source_account_ids: '12346,17850',
        country: 'France',
        account_count: 2,
        average_order_amount: 16.67,
        days_since_purchase: 2,
        registered_on: '2011-02-01',
        purchase_count: 3,
        monetary_amount: 45,
        rfm_cell: '111',
      },
      {
        one_id: 2,
        source_account_ids: '13000',
        country: 'Iceland',
        account_count: 1,
        average_order_amount: null,
        days_since_purchase: null,
        registered_on: '2011-02-01',
        purchase_count: 0,
        monetary_amount: 0,
        rfm_cell: null,
      },
    ],
  },
])
