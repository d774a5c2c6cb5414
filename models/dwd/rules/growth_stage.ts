import { accepted, between, date, defineModel, expression, integer, seed, text } from 'memberhouse'

const stages = ['prospect', 'new', 'active', 'dormant', 'churned']

export default defineModel({
  name: 'dwd.growth_stage',
  grain: ['business_line', 'effective_from', 'stage', 'least_purchase_count'],
  kind: seed('seeds/rules/growth_stage.csv'),
  doc:
    'What a lifecycle stage is called in the two other vocabularies of the trade. Of the rows of a stage, that with the highest ' +
    'least_purchase_count that the member reaches counts. All rows of a business line with the same effective_from are one edition, which ' +
    'replaces the edition before. A line without an edition follows `*`. Visitors, who have no stage, are to be acquired.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without rows of its own.'),
    effective_from: date('First business day of the edition.'),
    stage: text('Lifecycle stage: prospect, new, active, dormant or churned.'),
    least_purchase_count: integer('Purchases in 365 days from which the row counts.'),
    growth_stage: text('activate, grow, loyal or churn.'),
    basic_stage: text('new, active or churned. A dormant member is not churned.'),
  },
  audits: [
    accepted('stage', stages),
    accepted('growth_stage', ['activate', 'grow', 'loyal', 'churn']),
    accepted('basic_stage', ['new', 'active', 'churned']),
    between('least_purchase_count', 0, null),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'an edition for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        "select '*' as business_line, date '2000-01-01' as effective_from where not exists " +
        "(select from {rows} as row where row.business_line = '*' and row.effective_from <= '2000-01-01')",
    },
    {
      ...{ name: 'each stage has a row from 0 purchases on', severity: 'error' },
      failing:
        'select business_line, effective_from from {rows} where least_purchase_count = 0 ' +
        `group by business_line, effective_from having count(*) < ${stages.length}`,
    },
  ],
})
