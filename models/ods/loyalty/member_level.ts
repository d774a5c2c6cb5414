import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.member_level',
  grain: ['member_no', 'changed_at'],
  kind: source({ files: 'member_level_20*.csv', key: ['member_no', 'changed_at'], deletion: append() }),
  doc: 'Levels of members: one row each time that a level changed, the first when the member joined.',
  columns: {
    member_no: text('The member (ods.crm_member).', { personal: true }),
    changed_at: timestamptz('From when the level holds.'),
    level: text('ordinary, silver, gold or diamond.'),
    previous_level: text('The level before; empty in the first row.'),
    reason: text('joined, spend (what was paid in a year reached a bound), or lapse (a year with less).'),
  },
})
