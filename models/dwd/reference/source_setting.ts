import { defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.source_setting',
  grain: ['source'],
  kind: seed('seeds/source_setting.csv'),
  doc: 'What each source takes for granted and does not write into its files.',
  columns: {
    source: text('Name of the source, as in the column `source` of accounts and order items.'),
    time_zone: text('IANA zone of the business day and of timestamps that come without a zone.'),
    currency: text('ISO 4217 code of every amount that the source sends.'),
    country: text('Country of the accounts of which the source names none, in English.'),
  },
  audits: [expression('a currency code has three capitals', "currency ~ '^[A-Z]{3}$'")],
})
