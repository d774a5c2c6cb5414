import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_order_and_refund_is_kept',
  doc:
    'Each order of the marketplace, the mall, Douyin and JD is in dwd.fct_order, and each of their refunds is in dwd.fct_order_item: as ' +
    'many of each source, currency and business day, with the same amount, to the last digit.',
  severity: 'error',
})
