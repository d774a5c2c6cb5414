import { between, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_guide',
  grain: ['guide_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Every sales guide (导购) who had a WeCom contact. No source lists the guides, so their names and stores are not known. Not filtered ' +
    'by `as_of`.',
  columns: {
    guide_id: text('Id of the guide in WeCom.'),
    first_contact_on: date('Business day on which the first contact became theirs.'),
    last_contact_on: date('Business day on which the newest one did.'),
    contact_count: bigint('Contacts that they ever had.'),
  },
  audits: [between('contact_count', 1, null)],
})
