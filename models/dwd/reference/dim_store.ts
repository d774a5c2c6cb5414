import { accepted, boolean, date, defineModel, expression, full, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_store',
  grain: ['store_code'],
  kind: full({ store: 'changes' }),
  doc:
    'Every store and web store of the list of stores, and every store code that an order or a receipt names. A store that the list ' +
    'does not have has only its code.',
  columns: {
    store_code: text('Store code, as in dwd.fct_order_item.'),
    is_listed: boolean(
      'The newest list of stores (ods.store) has it. False for a store that was removed or has not arrived; null while there is no list.',
      { nullable: true },
    ),
    store_name: text('Name in Chinese.', { nullable: true }),
    channel: text('marketplace, douyin, jd, mini, app or pos.', { nullable: true }),
    business_line: text('Business line that the store sells (dwd.business_line); `*` if it sells several.', { nullable: true }),
    city: text('City of the store; null for a web store.', { nullable: true }),
    phone: text("The store's own phone; null for a web store.", { nullable: true }),
    opened_on: date('First day of sale.', { nullable: true }),
    time_zone: text("Time zone of the store's business day.", { nullable: true }),
    currency: text("ISO 4217 code of the store's amounts.", { nullable: true }),
  },
  audits: [
    warn(expression('a store of a sale is in the list of stores', 'is_listed is not false')),
    warn(accepted('channel', ['marketplace', 'douyin', 'jd', 'mini', 'app', 'pos'])),
    warn(
      expression(
        'a known business line',
        "business_line is null or business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
      ),
    ),
  ],
})
