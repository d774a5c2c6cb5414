import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_line_is_an_item',
  doc: 'The facts hold as many lines of each source as it sent: all of online_retail and pos, of shop and mall those that were paid, and refunds.',
  severity: 'error',
})
