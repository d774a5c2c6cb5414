import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.member_level',
  grain: ['member_no', 'changed_at'],
  kind: source({ files: 'member_level_20*.csv', key: ['member_no', 'changed_at'], deletion: append() }),
  doc: 'Levels of members: one row per change of level, the first when the member joins.',
  columns: {
    member_no: text('Member (ods.crm_member).', { personal: true }),
    changed_at: timestamptz('When the level begins.'),
    level: text('ordinary, silver, gold or diamond.'),
    previous_level: text('Level before; empty in the first row.'),
    reason: text('joined, growth (the growth value reached a bound) or lapse (it fell below one).'),
  },
})
