import { bigint, boolean, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_relation',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'How the retailer is in touch with each person as as_of begins: WeCom contacts and groups.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    guide_id: text('Sales guide (导购) whose WeCom contact the person is; of several the newest. Null without one.', { nullable: true }),
    guide_since_on: date('Day since which.', { nullable: true }),
    group_count: bigint('WeCom groups; null while no group of a known account is.', { nullable: true }),
    is_private_domain: boolean('Contact of a guide or in a group (私域); null while neither source is known.', { nullable: true }),
  },
})
