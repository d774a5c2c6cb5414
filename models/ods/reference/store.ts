import { date, defineModel, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.store',
  grain: ['store_code'],
  kind: source({ files: 'store_20*.csv', key: ['store_code'], deletion: wholeFile() }),
  doc: 'Where the brand sells: its stores, and one row for each shop on the web; the whole list in each file.',
  columns: {
    store_code: text('Store code.'),
    store_name: text('Name in Chinese.'),
    channel: text('shop, mini, app or pos.'),
    business_line: text('beauty, food, or both for shops on the web.'),
    city: text('City of the store; empty on the web.'),
    phone: text('The store’s own phone; empty on the web.'),
    opened_on: date('First day of sale.'),
    time_zone: text('Time zone of the store’s business day.'),
    currency: text('ISO 4217 code of its amounts.'),
  },
})
