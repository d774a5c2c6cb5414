import { bigint, date, defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.unconverted_sale',
  grain: ['order_key', 'currency'],
  kind: full({ store: 'changes' }),
  doc:
    'Orders and return documents before as_of (exclusive) without an exchange rate for their currency on their day: no amount of members ' +
    'and days includes them. To convert them, add a rate to seeds/exchange_rate.csv.',
  columns: {
    order_key: bigint('The document (order_key of dws.order_summary).'),
    order_system: text('System that numbers the document.'),
    source: text('Source of the account.'),
    order_id: text('Number of the document in its order system.'),
    sold_on: date('Sale day, for which a rate is missing.'),
    account_key: bigint('Account that bought or returned (dwd.account); null for an anonymous customer.', { nullable: true }),
    one_id: bigint('Its member (dwd.one_id_map); null for an anonymous customer.', { nullable: true }),
    line_count: bigint('Lines sold at a price, whether or not returned.'),
    gross_amount: numeric('Amount sold in currency, before returns.'),
    returned_amount: numeric('Amount returned in currency before as_of; null while no return of the source was ever reported.', {
      nullable: true,
    }),
    net_amount: numeric('gross_amount - returned_amount.'),
    currency: text('Code as sent, in capitals; `none` when the source names none.'),
  },
})
