import { date, defineModel, integer, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.channel_spend',
  grain: ['spent_on', 'channel', 'medium'],
  kind: source({ files: 'channel_spend_20*.csv', key: ['spent_on', 'channel', 'medium'], deletion: wholeFile() }),
  doc: 'Daily spend to acquire members and buyers, by channel, without the cost of messages (ods.touch). Each file holds the whole ledger.',
  columns: {
    spent_on: date('Day in Asia/Shanghai.'),
    channel: text(
      'Channel that the spend promotes, named after the source of its accounts: marketplace, douyin, jd, mini, app, pos, crm or wecom.',
    ),
    medium: text('Medium: search_ads, feed_ads, creators, store_events or referral_gifts.'),
    spend_amount: numeric('Amount spent.'),
    currency: text('ISO 4217 code of spend_amount.'),
    impression_count: integer('Impressions, as reported by the medium; empty if not counted.'),
    click_count: integer('Clicks, as reported by the medium; empty if not counted.'),
  },
})
