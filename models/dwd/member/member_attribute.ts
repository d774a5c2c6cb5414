import { bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.member_attribute',
  grain: ['one_id', 'attribute'],
  kind: full({ store: 'changes' }),
  doc: 'The best known value of each attribute of a member, chosen among its accounts by dwd.survivorship, with its source and account.',
  columns: {
    one_id: bigint('The member.'),
    attribute: text('name, gender, birthday, city, phone or email.'),
    value: text('Normalised value.', { personal: true }),
    source: text('Source that wrote it.'),
    account_key: bigint('Account with the value.'),
    known_at: timestamptz('When the value was given: when the source first wrote it for the account.'),
  },
})
