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
])
