import { accepted, bigint, boolean, conserves, date, defineModel, expression, full, integer, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_point',
  grain: ['entry_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Every entry of the points ledger, with the balance after it. The sign of points decides whether an entry adds or uses points, not ' +
    'its type. At the same moment, points are added before they are used. dwd.point_use says which issues a use consumed. Not filtered ' +
    'by `as_of`: readers filter with `occurred_on < as_of`.',
  columns: {
    entry_id: text('Entry number.'),
    account_key: bigint('Account of the member (dwd.account); null if the source names none.', { nullable: true }),
    source: text('Source of the account: always crm.'),
    source_account_id: text('Member number.', { personal: true, nullable: true }),
    type: text('issue, reverse (undoes an issue, as after a return), redeem or expire.', { nullable: true }),
    reason: text(
      'joined, birthday, purchase, promotion (points that a promotion adds to those of the purchase), return, gift, coupon or expiry.',
      { nullable: true },
    ),
    occurred_at: timestamptz('When it was booked.', { nullable: true }),
    occurred_on: date("Business day of occurred_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    points: integer('Points: positive if they are added, negative if they are used; 0 if the source sent none.'),
    balance_after: bigint('Points of the account after the entry; null without an account.', { nullable: true }),
    is_overdrawn: boolean('The balance after the entry is below zero: more was used than had been added by then.'),
    order_id: text('Order that earned, reversed or redeemed the points; null for other entries.', { nullable: true }),
    order_key: bigint(
      'That order (order_key of dwd.fct_order_item); null if it has not arrived, or if two order systems have an order of this number.',
      { nullable: true },
    ),
    business_line: text('Business line of the goods of that order (dwd.business_line); `*` if they are of several.', {
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.point_entry'),
    conserves('ods.point_entry', 'coalesce(sum(points), 0)'),
    accepted('source', ['crm']),
    warn(accepted('type', ['issue', 'reverse', 'redeem', 'expire'])),
    warn(expression('an issue adds points, any other entry uses them', "points <> 0 and (type = 'issue') = (points > 0)")),
    warn(expression('no balance below zero', 'not is_overdrawn')),
    warn(expression('an entry has an account and a moment', 'account_key is not null and occurred_on is not null')),
  ],
})
