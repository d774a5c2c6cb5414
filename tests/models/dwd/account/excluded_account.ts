import { defineTests } from 'memberhouse'

const rule = (number: number, attribute: string, pattern: string, reason: string) => ({ rule: number, attribute, pattern, reason })
const value = (account_key: number, attribute: string, value: string) => ({ account_key, attribute, value })

export default defineTests('dwd.excluded_account', [
  {
    name: 'a rule reads the value as written, in any letter case; the lowest matching rule gives the reason',
    given: {
      'dwd.exclusion_rule': [
        rule(1, 'name', '^(测试|test)', 'test'),
        rule(2, 'phone', '^1{11}$', 'test'),
        rule(3, 'name', '（员工）', 'staff'),
        rule(4, 'account', '^pos:88$', 'reseller'),
      ],
      'dwd.account': [1, 2, 3, 4, 5, 6].map((account_key) => ({
        account_key,
        source: account_key === 5 ? 'pos' : 'crm',
        source_account_id: account_key > 4 ? '88' : 'x',
      })),
      'dwd.account_attribute': [
        value(1, 'name', ' Test 12'),
        value(1, 'phone', '11111111111'),
        value(2, 'phone', '11111111111'),
        value(3, 'name', '测试（员工）'),
        value(4, 'name', '李测试'),
        value(4, 'phone', '13912340101'),
        value(4, 'email', '11111111111'),
      ],
    },
    expect: [
      { account_key: 1, rule: 1, reason: 'test' },
      { account_key: 2, rule: 2, reason: 'test' },
      { account_key: 3, rule: 1, reason: 'test' },
      { account_key: 5, rule: 4, reason: 'reseller' },
    ],
  },
  {
    name: 'a count excludes from its minimum on, in the sources that the rule names; returns and postage are not counted',
    given: {
      'dwd.exclusion_rule': [
        { ...rule(7, 'receipts_a_month', '^pos$', 'staff'), minimum: 3 },
        { ...rule(8, 'line_units', '^(mini|app)$', 'reseller'), minimum: 12 },
      ],
      'dwd.sold_order': [
        ...['2026-01-01', '2026-01-31', '2026-01-31'].map((sold_on) => ({ account_key: 1, source: 'pos', sold_on })),
        ...['2026-01-30', '2026-01-31', '2026-02-01'].map((sold_on) => ({ account_key: 2, source: 'pos', sold_on })),
        ...['2026-01-01', '2026-01-02', '2026-01-03'].map((sold_on) => ({ account_key: 3, source: 'mini', sold_on })),
        ...['2026-01-01', '2026-01-02', '2026-01-03'].map((sold_on) => ({ account_key: null, source: 'pos', sold_on })),
      ],
      'dwd.fct_order_item': [
        { account_key: 3, source: 'mini', quantity: 12, is_merchandise: true },
        { account_key: 4, source: 'mini', quantity: 11, is_merchandise: true },
        { account_key: 5, source: 'mini', quantity: 20, is_merchandise: false },
        { account_key: 6, source: 'mini', quantity: -20, is_merchandise: true },
        { account_key: 7, source: 'pos', quantity: 20, is_merchandise: true },
        { account_key: null, source: 'mini', quantity: 20, is_merchandise: true },
      ],
    },
    expect: [
      { account_key: 1, rule: 7, reason: 'staff' },
      { account_key: 3, rule: 8, reason: 'reseller' },
    ],
  },
])
