import { date, defineModel, expression, numeric, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.exchange_rate',
  grain: ['currency', 'reporting_currency', 'starts_on'],
  kind: seed('seeds/exchange_rate.csv'),
  doc:
    'Exchange rates into the reporting currency (dwd.reporting_currency), as finance publishes them: daily, monthly or once. A sale is ' +
    'converted at the newest rate on or before its business day. A corrected or late rate also changes the past: the next build converts ' +
    'all sales again. The reporting currency itself needs no row. Models read dwd.exchange_rate_span.',
  columns: {
    currency: text('ISO 4217 code of the currency that is converted.'),
    reporting_currency: text('ISO 4217 code of the currency that it is converted into.'),
    starts_on: date('First business day of the rate.'),
    rate: numeric('Price of one unit of currency in reporting_currency.'),
    published_by: text('Who published the rate, such as a central bank.'),
  },
  audits: [
    expression('a currency code has three capitals', "currency ~ '^[A-Z]{3}$' and reporting_currency ~ '^[A-Z]{3}$'"),
    expression('a rate converts into another currency', 'currency <> reporting_currency'),
    expression('a rate is positive and finite', "rate > 0 and rate < 'infinity'"),
  ],
})
