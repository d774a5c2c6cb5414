import { date, defineModel, integer, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.channel_spend',
  grain: ['spent_on', 'channel', 'medium'],
  kind: source({ files: 'channel_spend_20*.csv', key: ['spent_on', 'channel', 'medium'], deletion: wholeFile() }),
  doc: 'What was spent each day to win new members and buyers, by channel; the whole ledger in each file, without messages (ods.touch).',
  columns: {
    spent_on: date('Day, in Asia/Shanghai.'),
    channel: text('Channel that it brings people to, as accounts are named: shop, mini, app, pos, crm or wecom.'),
    medium: text('What was paid for: search_ads, feed_ads, creators, store_events or referral_gifts.'),
    spend_amount: numeric('Money spent.'),
    currency: text('ISO 4217 code of spend_amount.'),
    impression_count: integer('How often it was shown, as the medium says; empty where that is not counted.'),
    click_count: integer('How often it was followed, as the medium says; empty where that is not counted.'),
  },
})
