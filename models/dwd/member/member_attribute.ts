import { bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.member_attribute',
  grain: ['one_id', 'attribute'],
  kind: full({ store: 'changes' }),
  doc: 'The value of each attribute that a member is believed to have, and where it is from: chosen among its accounts by dwd.survivorship.',
  columns: {
    one_id: bigint('The member.'),
    attribute: text('name, gender, birthday, city, phone or email.'),
    value: text('Normalised value.', { personal: true }),
    source: text('Source that wrote it.'),
    account_key: bigint('Account that it is from.'),
    known_at: timestamptz('When the source last wrote it.'),
  },
})
