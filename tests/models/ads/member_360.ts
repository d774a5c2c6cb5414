import { defineTests } from 'memberhouse'

export default defineTests('ads.member_360', [
  {
    name: 'the account that joined last names the country, and averages need an order',
    as_of: '2011-06-01',
    given: {
      'dws.member_summary': [
        { one_id: 1, account_count: 2, order_count: 4, net_amount: 50 },
        { one_id: 2, account_count: 1, order_count: 0, net_amount: 0 },
      ],
      'dws.member_rfm': [
        { one_id: 1, purchase_count: 3, monetary_amount: 45, rfm_cell: '111' },
        { one_id: 2, purchase_count: 0, monetary_amount: 0, rfm_cell: null },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1 },
        { account_key: 2, one_id: 1 },
        { account_key: 3, one_id: 1 },
        { account_key: 4, one_id: 2 },
      ],
      'dwd.account': [
        { account_key: 1, joined_on: '2011-01-01', country: 'EIRE' },
        { account_key: 2, joined_on: '2011-02-01', country: 'France' },
        { account_key: 3, joined_on: '2011-06-01', country: 'Norway' },
        { account_key: 4, joined_on: '2011-01-01', country: 'Iceland' },
      ],
    },
    expect: [
      {
        one_id: 1,
        country: 'France',
        account_count: 2,
        average_order_amount: 12.5,
        purchase_count: 3,
        monetary_amount: 45,
        rfm_cell: '111',
      },
      {
        one_id: 2,
        country: 'Iceland',
        account_count: 1,
        average_order_amount: null,
        purchase_count: 0,
        monetary_amount: 0,
        rfm_cell: null,
      },
    ],
  },
])
