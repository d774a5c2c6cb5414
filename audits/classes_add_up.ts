import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'classes_add_up',
  doc:
    'Each member has a lifecycle stage and a value tier, and each member and visitor an AIPL stage: on as_of, and at each of the last 24 month ' +
    'starts after the registration or first sight. Nobody else has one.',
  severity: 'error',
})
