import type { FileShape } from './file_shape.ts'

const columns = (text: string): string[] => text.trim().split(/\s+/)
const csv = (source: string, names: string): FileShape => ({ source, columns: columns(names) })
const ndjson = (source: string, names: string): FileShape => ({ source, format: 'ndjson', columns: columns(names) })

const line = 'order_id line_no product_code quantity list_price discount_amount coupon_amount paid_amount unit_cost promotion_id'
const amounts = 'list_amount discount_amount coupon_amount paid_amount currency coupon_id updated_at'
const form = 'deposit_amount deposit_paid_at is_gift'
const subOrder = `order_id line_no %s store_code ordered_at paid_at status product_code quantity list_price discount_amount coupon_amount
  paid_amount unit_cost currency promotion_id coupon_id updated_at ${form}`
const refund = 'quantity refund_amount currency reason refunded_at'

/** The files about sales. */
export const saleFiles = {
  shop_order: csv('shop_order', `order_id buyer_id store_code ordered_at paid_at status ${amounts} ${form}`),
  shop_order_line: csv('shop_order_line', line),
  // The refunds of the previous month arrive three days before the end.
  shop_refund: { ...csv('shop_refund', `refund_id order_id line_no buyer_id ${refund}`), late: { months_before: 1, days_before: 3 } },
  douyin_order_line: csv('douyin_order_line', subOrder.replace('%s', 'open_id')),
  douyin_refund: csv('douyin_refund', `refund_id order_id line_no open_id ${refund}`),
  jd_order_line: csv('jd_order_line', subOrder.replace('%s', 'pin')),
  jd_refund: csv('jd_refund', `refund_id order_id line_no pin ${refund}`),
  mall_order: ndjson('mall_order', `order_id channel account_id store_code ordered_at paid_at status ${amounts} ${form} guide_id`),
  mall_order_line: ndjson('mall_order_line', line),
  mall_refund: ndjson('mall_refund', `refund_id order_id line_no channel account_id ${refund}`),
  pos_line: csv(
    'pos_line',
    `receipt_no line_no store_code card_no sold_at product_code quantity list_price discount_amount coupon_amount paid_amount
     unit_cost currency coupon_id promotion_id returned_receipt_no returned_line_no return_reason guide_id`,
  ),
  delivery: csv('delivery', 'delivery_id order_system order_id carrier shipped_at promised_on delivered_at'),
}

/** The files about messages, coupons and behaviour. */
export const contactFiles = {
  event: ndjson(
    'event',
    'event_id channel account_id event_type occurred_at product_code content_topic search_text dwell_seconds rating promotion_id visitor_id store_code',
  ),
  coupon: csv(
    'coupon',
    `coupon_id offer campaign_id source source_account_id business_line face_amount threshold_amount currency status issued_at claimed_at
     redeemed_at expires_at redeemed_order_system redeemed_order_id`,
  ),
  campaign_assignment: csv('campaign_assignment', 'campaign_id member_no arm assigned_at'),
  touch: csv(
    'touch',
    `touch_id campaign_id arm channel source source_account_id address topic sent_at delivery_status opened_at clicked_at cost_amount
     currency segment_name snapshot_number promotion_id`,
  ),
}
