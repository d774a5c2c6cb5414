import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_line_is_an_item',
  doc: 'The facts hold as many lines as the source sent.',
  severity: 'error',
})
