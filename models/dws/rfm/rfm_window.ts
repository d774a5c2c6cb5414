import { between, bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.rfm_window',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'What each member bought in the RFM window, for all business lines (`*`) and for each line: in the days (rfm_window_days in ' +
    'dwd.parameter_span) before as_of (exclusive). A member without a sale or a return in them has no row.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    method: text('How the buyers of the line are scored (dwd.rfm_method).'),
    last_purchased_on: date('Business day of the last purchase in the window; null without one.', { nullable: true }),
    purchase_count: bigint('F: purchases in the window.'),
    monetary_amount: numeric('M: net amount of the window or of all time (dwd.rfm_method). It can be negative.'),
    currency: text('ISO 4217 code of monetary_amount: the reporting currency.'),
  },
  audits: [
    between('purchase_count', 0, null),
    expression(
      'a purchase has a day before as_of',
      'case when purchase_count = 0 then last_purchased_on is null else last_purchased_on < warehouse.as_of() end',
    ),
  ],
})
