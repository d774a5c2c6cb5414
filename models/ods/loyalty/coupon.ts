import { append, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.coupon',
  grain: ['coupon_id'],
  kind: source({ files: 'coupon_20*.csv', key: ['coupon_id'], deletion: append() }),
  doc: 'Every coupon issued to an account. A coupon is sent again when it is claimed, redeemed or expired; the last row counts.',
  columns: {
    coupon_id: text('Coupon number.'),
    offer: text('Kind of coupon: welcome, festival, campaign or breakfast.'),
    campaign_id: text('Campaign that issued it (ods.campaign); empty for other offers.'),
    source: text('Source of the account that holds it: marketplace, mini, app, pos or crm.'),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    business_line: text('Business line on which it can be used: beauty or food.'),
    face_amount: numeric('Amount that it takes off an order.'),
    threshold_amount: numeric('Minimum order amount, after discounts, for its use.'),
    currency: text('ISO 4217 code of face_amount and threshold_amount.'),
    status: text('issued, claimed, redeemed or expired.'),
    issued_at: timestamptz('When it was issued to the account.'),
    claimed_at: timestamptz('When the account claimed it; empty if unclaimed.'),
    redeemed_at: timestamptz('When it was redeemed; empty if not.'),
    expires_at: timestamptz('When it stops being valid.'),
    redeemed_order_system: text('System that numbers the order: marketplace, mall, douyin, jd or pos; empty if not redeemed.'),
    redeemed_order_id: text('Order or receipt on which it was redeemed; empty if not redeemed.'),
  },
})
