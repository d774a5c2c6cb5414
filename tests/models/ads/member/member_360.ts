import { defineTests } from 'memberhouse'

export default defineTests('ads.member_360', [
  {
    name: 'the account that joined last gives the country, account ids are sorted, averages are rounded, of converted orders, and null without one',
    as_of: '2011-06-01',
    given: {
      'dws.member_summary': [
        { one_id: 1, account_count: 2, order_count: 4, converted_order_count: 3, net_amount: 50 },
        { one_id: 2, account_count: 1, order_count: 1, converted_order_count: 0, net_amount: 0 },
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
        { account_key: 1, source_account_id: '17850', joined_on: '2011-01-01', country: 'EIRE' },
        { account_key: 2, source_account_id: '12346', joined_on: '2011-02-01', country: 'France' },
        { account_key: 3, source_account_id: '12345', joined_on: '2011-06-01', country: 'Norway' },
        { account_key: 4, source_account_id: '13000', joined_on: '2011-01-01', country: 'Iceland' },
      ],
    },
    expect: [
      {
        one_id: 1,
        source_account_ids: '12346,17850',
        country: 'France',
        account_count: 2,
        average_order_amount: 16.67,
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
        purchase_count: 0,
        monetary_amount: 0,
        rfm_cell: null,
      },
    ],
  },
])
