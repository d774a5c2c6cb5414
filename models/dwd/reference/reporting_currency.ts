import { date, defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.reporting_currency',
  grain: ['effective_from'],
  kind: seed('seeds/reporting_currency.csv'),
  doc:
    'The currency in which the warehouse reports: the newest row with `effective_from < as_of`. All days are reported in it, those before ' +
    'effective_from too. Models read dwd.exchange_rate_span.',
  columns: {
    effective_from: date('First business day on which the warehouse reports in this currency.'),
    currency: text('ISO 4217 code.'),
    reason: text('Why this currency.'),
  },
  audits: [expression('a currency code has three capitals', "currency ~ '^[A-Z]{3}$'")],
})
