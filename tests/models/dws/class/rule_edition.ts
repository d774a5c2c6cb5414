import { defineTests } from 'memberhouse'

const growth = (business_line: string, effective_from: string, least_purchase_count: number) => ({
  ...{ business_line, effective_from, stage: 'active', least_purchase_count, growth_stage: 'loyal', basic_stage: 'active' },
})

export default defineTests('dws.rule_edition', [
  {
    name: 'a line has the newest edition of its own before as_of, else that of all lines; a table without an edition in force has none',
    as_of: '2026-06-15',
    given: {
      'dwd.business_line': [{ business_line: 'beauty' }, { business_line: 'food' }],
      'dwd.growth_stage': [growth('*', '2000-01-01', 4), growth('food', '2026-01-01', 12), growth('food', '2026-06-14', 20)],
      'dwd.behaviour_class': [{ business_line: '*', effective_from: '2026-06-15', place: 1, behaviour_class: 'ordinary' }],
      'dwd.strategy_class': [{ business_line: 'food', effective_from: '2026-01-01', place: 1, strategy_class: 'at_risk' }],
    },
    expect: [
      { vocabulary: 'growth_stage', business_line: '*', rule_line: '*', effective_from: '2000-01-01' },
      { vocabulary: 'growth_stage', business_line: 'beauty', rule_line: '*', effective_from: '2000-01-01' },
      { vocabulary: 'growth_stage', business_line: 'food', rule_line: 'food', effective_from: '2026-06-14' },
      { vocabulary: 'strategy_class', business_line: 'food', rule_line: 'food', effective_from: '2026-01-01' },
    ],
  },
])
