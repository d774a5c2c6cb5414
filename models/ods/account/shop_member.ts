import { append, defineModel, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.shop_member',
  grain: ['buyer_id'],
  kind: source({ files: 'shop_member_20*.csv', encoding: 'gb18030', key: ['buyer_id'], deletion: append() }),
  doc:
    'Members of the shop on the marketplace, one file a month in GB18030 with Chinese headers. An account comes again in a later file when ' +
    'something of it changed; the last row counts. The marketplace never tells that an account is gone.',
  columns: {
    buyer_id: text('Buyer number of the marketplace.', { from: '买家账号', personal: true }),
    nick: text('Nickname that the buyer chose.', { from: '昵称', personal: true }),
    name: text(
      'Name of the receiver of the last parcel as the buyer typed it; with 先生 or 女士 behind it at times, empty before the first.',
      {
        from: '收货人',
        personal: true,
      },
    ),
    phone: text('Phone of the account, masked by the marketplace as 138****1234 but for a few old ones.', {
      from: '手机号',
      personal: true,
    }),
    receiver_phone: text('Phone of the receiver as typed; empty where the buyer ordered with privacy protection, so for one in twenty.', {
      from: '收货手机',
      personal: true,
    }),
    member_no: text('Member number that the buyer bound the account to (ods.crm_member); empty for those who did not.', {
      from: '会员号',
      personal: true,
    }),
    city: text('City of the receiver in Chinese, with or without 市.', { from: '收货城市', personal: true }),
    joined_at: timestamp('When the account became a member of the shop, local time of Asia/Shanghai, to the second.', { from: '入会时间' }),
    updated_at: timestamp('When the row last changed, local time.', { from: '更新时间' }),
  },
})
