import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.jd_member',
  grain: ['pin'],
  kind: source({ files: 'jd_member_20*.csv', key: ['pin'], deletion: append() }),
  doc:
    'Members of the JD store: buyers who joined (入会). Phones are masked. A member is sent again when something changed; the last row ' +
    'counts. JD does not report closed accounts.',
  columns: {
    pin: text('User name of the buyer at JD, which is its id there.', { personal: true }),
    phone: text('Phone of the account, masked as 138****1234.', { personal: true }),
    receiver_name: text('Receiver’s name of the last parcel, with all but the surname hidden, as 李**; empty before the first parcel.', {
      personal: true,
    }),
    receiver_phone: text('Receiver’s phone, masked.', { personal: true }),
    member_no: text('Member number that the buyer bound (ods.crm_member); empty if none.', { personal: true }),
    city: text('City of the receiver in Chinese.', { personal: true }),
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
