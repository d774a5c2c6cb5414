import { date, defineModel, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.store',
  grain: ['store_code'],
  kind: source({ files: 'store_20*.csv', key: ['store_code'], deletion: wholeFile() }),
  doc: 'The stores of the retailer, and one row for each web store. Each file holds the whole list.',
  columns: {
    store_code: text('Store code.'),
    store_name: text('Name in Chinese.'),
    channel: text('marketplace, douyin, jd, mini, app or pos.'),
    business_line: text('beauty, food, or both for web stores.'),
    city: text('City of the store; empty for web stores.'),
    phone: text('The store’s own phone; empty for web stores.'),
    opened_on: date('First day of sale.'),
    time_zone: text('Time zone of the store’s business day.'),
    currency: text('ISO 4217 code of the store’s amounts.'),
  },
})
