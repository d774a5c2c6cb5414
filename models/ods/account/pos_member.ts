import { append, date, defineModel, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.pos_member',
  grain: ['card_no'],
  kind: source({ files: 'pos_member_20*.csv', key: ['card_no'], deletion: append() }),
  doc:
    'Customer cards of the stores, as clerks type them at the counter: expect misspelt names and birthdays, and phones in many spellings. A card ' +
    'comes again in a later file when a clerk corrected it; the last row counts.',
  columns: {
    card_no: text('Number of the card.', { personal: true }),
    phone: text(
      'Phone as typed: with spaces, dashes, +86, 0086 or full-width digits; at times a filler such as 13800138000 or the store’s own.',
      {
        personal: true,
      },
    ),
    name: text('Name as typed, some with 先生 or 女士 behind the surname in its place.', { personal: true }),
    birthday: date('Birthday; 1900-01-01 where a clerk had to fill it in, empty for some.', { personal: true }),
    gender: text('男, 女, or empty.', { personal: true }),
    store_code: text('Store that gave out the card (ods.store).'),
    device_id: text('Device on which the card was made: the customer’s phone, or the tablet of the store.', { personal: true }),
    joined_at: timestamp('When the card was given out, local time of Asia/Shanghai.'),
    updated_at: timestamp('When the row last changed, local time.'),
  },
})
