import { bigint, boolean, date, defineModel, jsonb, numeric, text, view } from 'memberhouse'

export default defineModel({
  name: 'ads.member_tag',
  kind: view(),
  doc:
    'The tags of each member (dws.member_profile), one a row: the value as text, and typed beside it. A tag that is unknown has no row. Filter ' +
    'by one_id: the tags of one member take a moment, those of all members are read from dws.member_profile.',
  columns: {
    one_id: bigint('The member.'),
    tag: text('The tag (dwd.tag).'),
    tag_group: text('value, behaviour, interest, content, lifecycle, risk or demographics.'),
    type: text('number, text, date, flag or list.'),
    value: text('The value as text; a list as JSON.', { personal: true }),
    number_value: numeric('The value of a number; else null.', { nullable: true, personal: true }),
    date_value: date('The value of a date; else null.', { nullable: true, personal: true }),
    flag_value: boolean('The value of a flag; else null.', { nullable: true }),
    list_value: jsonb('The value of a list; else null.', { nullable: true }),
  },
})
