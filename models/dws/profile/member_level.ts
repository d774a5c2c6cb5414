import { bigint, boolean, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_level',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Level and paid membership of each person on as_of, as the member centre has them.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    level: text('Level; of several accounts the one reached last. Null without one.', { nullable: true }),
    is_paid_member: boolean('Pays for the membership on as_of; null while no paid membership was ever reported.', { nullable: true }),
    paid_member_until: date('First day after the last term that began; null without a term, and for one without end.', { nullable: true }),
  },
})
