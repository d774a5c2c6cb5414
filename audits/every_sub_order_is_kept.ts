import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_sub_order_is_kept',
  doc:
    'Each sub-order of Douyin and JD is in dwd.fct_order_item or, with the reason, in dwd.web_unsold_line, and each refund is an item, with ' +
    'the same sold and returned amounts in each currency, to the last digit.',
  severity: 'error',
})
