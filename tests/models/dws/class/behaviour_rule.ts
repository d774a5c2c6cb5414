import { defineTests } from 'memberhouse'

const edition = { vocabulary: 'behaviour_class', rule_line: '*', effective_from: '2000-01-01', rules_version: 'a1' }
const row = (place: number, behaviour_class: string, conditions: object) => ({
  ...{ business_line: '*', effective_from: '2000-01-01', place, behaviour_class, ...conditions },
})

export default defineTests('dws.behaviour_rule', [
  {
    name: 'days become dates, and each line has the rows of its edition',
    as_of: '2026-06-15',
    given: {
      'dws.rule_edition': [
        { ...edition, business_line: '*' },
        { ...edition, business_line: 'food' },
        { ...edition, vocabulary: 'growth_stage', business_line: 'beauty' },
      ],
      'dwd.behaviour_class': [
        row(1, 'frequent_high_value', { least_purchase_count: 11, average_amount_above: 500 }),
        row(2, 'silent', { silent_days: 180, engaged_days: 90, is_never_bought: true }),
        { ...row(1, 'ordinary', {}), effective_from: '2027-01-01' },
      ],
    },
    expect: ['*', 'food'].flatMap((business_line) => [
      { business_line, place: 1, least_purchase_count: 11, high_amount: 500, is_never_bought: null, engaged_from: null, silent_from: null },
      {
        ...{ business_line, place: 2, least_purchase_count: 0, high_amount: 500, is_never_bought: true },
        ...{ engaged_from: '2026-03-17', silent_from: '2025-12-17' },
      },
    ]),
  },
])
