import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_listed_row_is_kept',
  doc:
    'Each row of a member file is an account, and each row of the lists of products and stores is in its dimension. The rows of the other ' +
    'sources are guarded by the audits of the models that are made from them.',
  severity: 'error',
})
