import { defineTests } from 'memberhouse'

const bought = (account_key: number, product_key: number, sold_on: string, unit_count: number, effective_on = sold_on) => ({
  ...{ account_key, product_key, currency: 'CNY', business_line: 'beauty', sold_on, effective_on, unit_count },
})

export default defineTests('dws.member_launch_day', [
  {
    name: 'a day within 30 days of a launch counts if a unit is kept, once for all accounts of a person',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [
        { name: 'churn_launch_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 30 },
      ],
      'dwd.one_id_map': [1, 2].map((account_key) => ({ account_key, one_id: 7 })),
      'dwd.dim_product': [
        { product_key: 10, launched_on: '2026-03-01' },
        { product_key: 11, launched_on: null },
      ],
      'dws.account_product_day': [
        bought(1, 10, '2026-03-30', 1),
        bought(2, 10, '2026-03-30', 2),
        bought(1, 10, '2026-03-31', 1),
        bought(1, 10, '2026-02-28', 1),
        bought(1, 11, '2026-03-05', 1),
        bought(1, 10, '2026-03-10', 1),
        bought(1, 10, '2026-03-10', -1, '2026-03-20'),
        bought(1, 10, '2026-03-12', 1),
        bought(1, 10, '2026-03-12', -1, '2026-06-15'),
      ],
    },
    expect: ['2026-03-12', '2026-03-30'].flatMap((sold_on) =>
      ['*', 'beauty'].map((business_line) => ({ one_id: 7, business_line, sold_on })),
    ),
  },
])
