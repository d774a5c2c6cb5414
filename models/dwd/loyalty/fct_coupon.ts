import { bigint, boolean, conserves, date, defineModel, expression, full, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_coupon',
  grain: ['coupon_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Every coupon issued to an account, with the moments at which it was issued, claimed and redeemed, and its end. A coupon that is not ' +
    'redeemed before expires_at has expired from then on. Not filtered by `as_of`: readers filter with `issued_on < as_of`, and take ' +
    'claims and redemptions before as_of only.',
  columns: {
    coupon_id: text('Coupon number.'),
    account_key: bigint('Account that holds it (dwd.account); null if the source names none.', { nullable: true }),
    source: text('Source of the account: marketplace, mini, app, pos or crm.', { nullable: true }),
    source_account_id: text('Id of the account in its source.', { personal: true, nullable: true }),
    offer: text('Kind of coupon, and why it was issued: welcome, festival, campaign or breakfast.', { nullable: true }),
    campaign_id: text('Campaign that issued it; null for other offers.', { nullable: true }),
    business_line: text('Business line on which it can be used (dwd.business_line).', { nullable: true }),
    face_amount: numeric('Amount that it takes off an order.', { nullable: true }),
    threshold_amount: numeric('Minimum order amount, after discounts, for its use.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts.', { nullable: true }),
    issued_at: timestamptz('When it was issued to the account.', { nullable: true }),
    issued_on: date("Business day of issued_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    claimed_at: timestamptz('When the account claimed it; null if it did not.', { nullable: true }),
    claimed_on: date('Business day of claimed_at.', { nullable: true }),
    redeemed_at: timestamptz(
      'When it was redeemed: as the coupon says, else when the first order that names it was paid; null if it was not.',
      { nullable: true },
    ),
    redeemed_on: date('Business day of redeemed_at.', { nullable: true }),
    expires_at: timestamptz('When it stops being valid (exclusive).', { nullable: true }),
    expires_on: date('Business day of expires_at. If it expires at midnight, the first day on which it is no longer valid.', {
      nullable: true,
    }),
    order_key: bigint('Order on which it was redeemed (order_key of dwd.fct_order_item). It may not have arrived.', { nullable: true }),
    order_system: text('System that numbers the order: marketplace, mall, douyin, jd or pos.', { nullable: true }),
    order_id: text('Order or receipt number.', { nullable: true }),
    order_count: bigint('Orders on which it was redeemed (dwd.coupon_use).'),
    is_redeemed_repeatedly: boolean('It was redeemed on more than one order. order_key is the one that the coupon names, or the first.'),
    is_redeemed_late: boolean('It was redeemed when it was no longer valid.'),
  },
  audits: [
    conserves('ods.coupon'),
    conserves('ods.coupon', 'sum(face_amount)'),
    warn(expression('redeemed on one order', 'not is_redeemed_repeatedly')),
    warn(expression('redeemed before it expires', 'not is_redeemed_late')),
    warn(
      expression(
        'issued, claimed and redeemed in this order',
        'coalesce(issued_at <= claimed_at, true) and coalesce(issued_at <= redeemed_at, true) and coalesce(claimed_at <= redeemed_at, true)',
      ),
    ),
    warn(
      expression(
        'issued to an account of a known source, with an end',
        'account_key is not null and issued_on is not null and expires_on is not null',
      ),
    ),
    warn(
      expression(
        'a known business line',
        'business_line is null or business_line in (select business_line.business_line from dwd.business_line)',
      ),
    ),
  ],
})
