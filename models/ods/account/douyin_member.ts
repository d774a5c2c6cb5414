import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.douyin_member',
  grain: ['open_id'],
  kind: source({ files: 'douyin_member_20*.csv', key: ['open_id'], deletion: append() }),
  doc:
    'Members of the Douyin store: buyers who joined (入会). Douyin encrypts who they are; only a member number that the buyer bound tells. ' +
    'A member is sent again when something changed; the last row counts. Douyin does not report closed accounts.',
  columns: {
    open_id: text('Id of the buyer within the store.', { personal: true }),
    nickname: text('Nickname, with all but its first and last character hidden.', { personal: true }),
    phone: text('Phone of the account as ciphertext, such as $…$1$.', { personal: true }),
    receiver_name: text('Receiver’s name of the last parcel as ciphertext, such as #…#; empty before the first parcel.', {
      personal: true,
    }),
    receiver_phone: text('Receiver’s phone as ciphertext; a new ciphertext for each parcel.', { personal: true }),
    member_no: text('Member number that the buyer bound when joining (ods.crm_member); empty if none.', { personal: true }),
    city: text('City of the receiver in Chinese, which Douyin does not encrypt.', { personal: true }),
    joined_at: timestamptz('When the buyer joined, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
    acquired_by: text('How the account was won: advertisement, search, store, guide, invitation or direct.', { optional: true }),
    acquisition_campaign: text(
      'On advertisement: the campaign of the advertiser, its medium (ods.channel_spend) and month, such as feed_ads-2024-05; else empty.',
      { optional: true },
    ),
    acquisition_guide_id: text('On guide: the sales guide who won it (ods.guide); else empty.', { optional: true }),
    updated_at: timestamptz('When the row last changed.', { zone: 'Asia/Shanghai' }),
  },
})
