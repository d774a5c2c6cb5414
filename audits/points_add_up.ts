import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'points_add_up',
  doc: 'The parts of each use of points add up to it. No issue is consumed beyond its points, or by another account.',
  severity: 'error',
})
