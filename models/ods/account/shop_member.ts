import { append, defineModel, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.shop_member',
  grain: ['buyer_id'],
  kind: source({ files: 'shop_member_20*.csv', encoding: 'gb18030', key: ['buyer_id'], deletion: append() }),
  doc:
    'Members of the marketplace store, in GB18030 with Chinese headers. An account is sent again when something changed; the last row ' +
    'counts. The marketplace does not report closed accounts.',
  columns: {
    buyer_id: text('Buyer number of the marketplace.', { from: '买家账号', personal: true }),
    nick: text('Nickname that the buyer chose.', { from: '昵称', personal: true }),
    name: text('Receiver’s name of the last parcel as the buyer typed it, at times with 先生 or 女士; empty before the first parcel.', {
      from: '收货人',
      personal: true,
      identifier: 'receiver_name',
    }),
    phone: text('Phone of the account, masked by the marketplace as 138****1234, except for a few old accounts.', {
      from: '手机号',
      personal: true,
      identifier: 'phone',
    }),
    receiver_phone: text('Receiver’s phone as typed; empty for one in twenty, who order with privacy protection.', {
      from: '收货手机',
      personal: true,
      identifier: 'receiver_phone',
    }),
    member_no: text('Member number that the buyer bound to the account (ods.crm_member); empty if none.', {
      from: '会员号',
      personal: true,
    }),
    city: text('City of the receiver in Chinese, with or without 市.', { from: '收货城市', personal: true }),
    joined_at: timestamp('When the account became a member of the marketplace store, local time of Asia/Shanghai, to the second.', {
      from: '入会时间',
      zone: 'Asia/Shanghai',
    }),
    acquired_by: text('How the account was won: advertisement, search, store, guide, invitation or direct.', {
      from: '来源',
      optional: true,
    }),
    acquisition_campaign: text(
      'On advertisement: the campaign of the advertiser, its medium (ods.channel_spend) and month, such as feed_ads-2024-05; else empty.',
      { from: '推广计划', optional: true },
    ),
    acquisition_guide_id: text('On guide: the sales guide who won it (ods.guide); else empty.', { from: '导购', optional: true }),
    updated_at: timestamp('When the row last changed, local time.', { from: '更新时间', zone: 'Asia/Shanghai' }),
  },
})
