import { date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.exchange_rate_span',
  grain: ['currency', 'starts_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The rate of each currency into the reporting currency of the last day before as_of, by span of business days. The reporting ' +
    'currency itself has the rate 1 on all days. Without a row for its currency and day, a sale cannot be converted ' +
    '(ads.unconverted_sale).',
  columns: {
    currency: text('ISO 4217 code of the currency that is converted.'),
    starts_on: date('First business day of the rate; `-infinity` for the reporting currency.'),
    ends_before: date('First business day after the rate; `infinity` for the last span.'),
    rate: numeric('Price of one unit of currency in reporting_currency.'),
    reporting_currency: text('ISO 4217 code of the reporting currency, the same in all rows.'),
  },
  audits: [expression('a span has a day', 'starts_on < ends_before')],
})
