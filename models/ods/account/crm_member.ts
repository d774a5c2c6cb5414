import { boolean, date, defineModel, source, text, timestamptz, tombstone } from 'memberhouse'

export default defineModel({
  name: 'ods.crm_member',
  grain: ['member_no'],
  kind: source({ files: 'crm_member_20*.csv', key: ['member_no'], deletion: tombstone('is_deleted') }),
  doc:
    'Members of the member centre. A member is sent again when something changed; the last row counts. A row with is_deleted deletes ' +
    'the member, for example after an erasure request. Member numbers are never reused.',
  columns: {
    member_no: text('Member number.', { personal: true }),
    phone: text('Phone, confirmed by a text message when it was set.', { personal: true, identifier: 'phone' }),
    email: text('Email as typed; empty for most.', { personal: true, identifier: 'email' }),
    card_no: text('Store card that the member bound (ods.pos_member); empty for most.', { personal: true }),
    unionid: text('Same value as in ods.mini_member; empty unless the member logged in with WeChat.', { personal: true }),
    name: text('Name as the member wrote it; it can change, for example after a marriage.', { personal: true, identifier: 'name' }),
    birthday: date('Birthday; empty until the profile is completed.', { personal: true }),
    gender: text('f, m, or empty.', { personal: true }),
    city: text('City in Chinese; empty until the profile is completed.', { personal: true }),
    joined_at: timestamptz('When the member joined; ISO 8601 with its offset.', { zone: 'Asia/Shanghai' }),
    profile_completed_at: timestamptz('When the member filled in name, birthday, gender and city; empty until then.', {
      zone: 'Asia/Shanghai',
    }),
    cancelled_at: timestamptz('When the member cancelled the membership; empty while a member.', { zone: 'Asia/Shanghai' }),
    referrer_member_no: text('Member who invited this one; empty for most.', { personal: true }),
    level: text('Current level: ordinary, silver, gold or diamond. The level history is in ods.member_level.'),
    is_deleted: boolean('True in the last row of a deleted member.'),
    acquired_by: text('How the account was won: advertisement, search, store, guide, invitation or direct.', { optional: true }),
    acquisition_campaign: text(
      'On advertisement: the campaign of the advertiser, its medium (ods.channel_spend) and month, such as feed_ads-2024-05; else empty.',
      { optional: true },
    ),
    acquisition_guide_id: text('On guide: the sales guide who won it (ods.guide); else empty.', { optional: true }),
    updated_at: timestamptz('When the row last changed.', { zone: 'Asia/Shanghai' }),
  },
})
