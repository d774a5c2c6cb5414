import { boolean, date, defineModel, source, text, timestamptz, tombstone } from 'memberhouse'

export default defineModel({
  name: 'ods.crm_member',
  grain: ['member_no'],
  kind: source({ files: 'crm_member_20*.csv', key: ['member_no'], deletion: tombstone('is_deleted') }),
  doc:
    'Members of the member centre. A member comes again in a later file when something of it changed; the last row counts, and one with ' +
    'is_deleted ends the member, as after a request for erasure. The number is not given out again.',
  columns: {
    member_no: text('Number of the member.', { personal: true }),
    phone: text('Phone, confirmed by a message when it was set.', { personal: true }),
    email: text('Email as typed; empty for most.', { personal: true }),
    card_no: text('Card of a store that the member bound (ods.pos_member); empty for most.', { personal: true }),
    unionid: text('The same as in ods.mini_member; empty unless the member logged in with WeChat.', { personal: true }),
    name: text('Name as the member wrote it; can change, as after a marriage.', { personal: true }),
    birthday: date('Birthday; empty until the profile is completed.', { personal: true }),
    gender: text('f, m, or empty.', { personal: true }),
    city: text('City in Chinese; empty until the profile is completed.', { personal: true }),
    joined_at: timestamptz('When the member joined; ISO 8601 with its offset.'),
    profile_completed_at: timestamptz('When name, birthday, gender and city were filled in; empty until then.'),
    cancelled_at: timestamptz('When the member left of their own will; empty while a member.'),
    referrer_member_no: text('Member who brought this one; empty for most.', { personal: true }),
    level: text('Level when the row was written: ordinary, silver, gold or diamond. Its history is ods.member_level.'),
    is_deleted: boolean('True in the last row of a member who was deleted.'),
    updated_at: timestamptz('When the row last changed.'),
  },
})
