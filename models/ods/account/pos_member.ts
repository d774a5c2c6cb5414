import { append, date, defineModel, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.pos_member',
  grain: ['card_no'],
  kind: source({ files: 'pos_member_20*.csv', key: ['card_no'], deletion: append() }),
  doc:
    'Customer cards of the stores, typed by clerks: expect misspelt names, wrong birthdays and phones in many formats. A card is sent ' +
    'again when a clerk corrects it; the last row counts.',
  columns: {
    card_no: text('Card number.', { personal: true }),
    phone: text(
      'Phone as typed: with spaces, dashes, +86, 0086 or full-width digits; at times a filler such as 13800138000 or the store’s own.',
      {
        personal: true,
        identifier: 'phone',
      },
    ),
    name: text('Name as typed; for some only the surname with 先生 or 女士.', { personal: true, identifier: 'name' }),
    birthday: date('Birthday; 1900-01-01 if the clerk had to enter something, empty for some.', { personal: true }),
    gender: text('男, 女, or empty.', { personal: true }),
    store_code: text('Store that issued the card (ods.store).'),
    device_id: text('Device on which the card was created: the customer’s phone or the store’s tablet.', { personal: true }),
    joined_at: timestamp('When the card was issued, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
    acquired_by: text('How the account was won: advertisement, search, store, guide, invitation or direct.', { optional: true }),
    acquisition_campaign: text(
      'On advertisement: the campaign of the advertiser, its medium (ods.channel_spend) and month, such as feed_ads-2024-05; else empty.',
      { optional: true },
    ),
    acquisition_guide_id: text('On guide: the sales guide who won it (ods.guide); else empty.', { optional: true }),
    updated_at: timestamp('When the row last changed, local time.', { zone: 'Asia/Shanghai' }),
  },
})
