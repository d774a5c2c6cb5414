import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.point_entry',
  grain: ['entry_id'],
  kind: source({ files: 'point_entry_20*.csv', key: ['entry_id'], deletion: append() }),
  doc: 'The ledger of points: entries are only added. A balance is the sum of points, and never below zero.',
  columns: {
    entry_id: text('Number of the entry.'),
    member_no: text('The member (ods.crm_member).', { personal: true }),
    occurred_at: timestamptz('When it was entered.'),
    type: text('issue, reverse (an issue taken back, as after a return), redeem, or expire (a year after the month of issue).'),
    points: integer('Points: positive for issue, negative for the others.'),
    reason: text('joined, birthday, purchase, return, gift, coupon, or expiry.'),
    order_id: text('Order that brought the points or that they were redeemed on; empty for others.'),
  },
})
