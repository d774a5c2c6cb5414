import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.point_entry',
  grain: ['entry_id'],
  kind: source({ files: 'point_entry_20*.csv', key: ['entry_id'], deletion: append() }),
  doc: 'The points ledger. Entries are never changed or deleted. A balance is the sum of points and never negative.',
  columns: {
    entry_id: text('Entry number.'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    occurred_at: timestamptz('When it was booked.'),
    type: text('issue, reverse (undoes an issue, as after a return), redeem or expire (a year after the month of issue).'),
    points: integer('Points: positive for issue, negative for other types.'),
    reason: text(
      'joined, birthday, purchase, promotion (points that a promotion adds to those of the purchase), return, gift, coupon or expiry.',
    ),
    order_id: text('Order that earned, reversed or redeemed the points; else empty.'),
  },
})
