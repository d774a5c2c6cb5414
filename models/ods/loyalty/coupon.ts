import { append, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.coupon',
  grain: ['coupon_id'],
  kind: source({ files: 'coupon_20*.csv', key: ['coupon_id'], deletion: append() }),
  doc: 'Every coupon that was issued to an account. It comes again when it is claimed, redeemed or expired; the last row counts.',
  columns: {
    coupon_id: text('Number of the coupon.'),
    offer: text('What kind of coupon it is: welcome, festival, campaign or breakfast.'),
    campaign_id: text('Campaign that issued it (ods.campaign); empty for the others.'),
    source: text('Source of the account that holds it: shop, mini, app, pos or crm.'),
    source_account_id: text("The account's id in that source.", { personal: true }),
    business_line: text('beauty or food: what it can be used on.'),
    face_amount: numeric('What it takes off an order.'),
    threshold_amount: numeric('What an order must come to, after discounts, for it to be used.'),
    currency: text('ISO 4217 code of both.'),
    status: text('issued, claimed, redeemed or expired.'),
    issued_at: timestamptz('When it was given to the account.'),
    claimed_at: timestamptz('When the account took it up; empty if not.'),
    redeemed_at: timestamptz('When it was used; empty if not.'),
    expires_at: timestamptz('From when on it cannot be used.'),
    redeemed_order_system: text('System that numbers the order: marketplace, mall or pos; empty if not redeemed.'),
    redeemed_order_id: text('Order, or receipt, on which it was used; empty if not redeemed.'),
  },
})
