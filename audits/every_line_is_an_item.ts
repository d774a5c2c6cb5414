import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_line_is_an_item',
  doc:
    'dwd.fct_order_item has as many lines of each source, currency and business day as were sent, with the same sold and returned amounts, ' +
    'to the last digit: all lines of online_retail and pos, the paid lines and the refunds of marketplace and mall. For Douyin and JD, ' +
    'every_sub_order_is_kept says the same.',
  severity: 'error',
})
