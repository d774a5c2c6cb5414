import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_line_is_an_item',
  doc:
    'The facts hold as many lines of each source as it sent, of whatever day, and what was sold and given back by them to the last digit: all of ' +
    'online_retail and pos, of shop and mall the lines that were paid, and refunds.',
  severity: 'error',
})
