import { between, conserves, date, defineModel, expression, full, integer, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_channel_spend',
  grain: ['spent_on', 'channel', 'medium'],
  kind: full({ store: 'changes' }),
  doc:
    'Daily spend to acquire members and buyers, without the cost of messages (dwd.fct_touch). The ledger names no business line. Not ' +
    'filtered by `as_of`: readers filter with `spent_on < as_of`.',
  columns: {
    spent_on: date('Business day of the spend.'),
    channel: text(
      'Channel that it promotes, named after the source of its accounts: marketplace, douyin, jd, mini, app, pos, crm or wecom.',
    ),
    medium: text('Medium: search_ads, feed_ads, creators, store_events or referral_gifts.'),
    spend_amount: numeric('Amount spent; null if the ledger names none.', { nullable: true }),
    currency: text('ISO 4217 code of spend_amount.', { nullable: true }),
    impression_count: integer('Impressions, as reported by the medium; null if not counted.', { nullable: true }),
    click_count: integer('Clicks, as reported by the medium; null if not counted.', { nullable: true }),
  },
  audits: [
    conserves('ods.channel_spend'),
    conserves('ods.channel_spend', 'sum(spend_amount)'),
    warn(expression('an amount with a currency', 'num_nulls(spend_amount, currency) = 0')),
    warn(between('spend_amount', 0, null)),
    warn(between('impression_count', 0, null)),
    warn(expression('no more clicks than impressions', 'coalesce(click_count <= impression_count, true)')),
    warn(expression('a known channel', 'channel in (select source_setting.source from dwd.source_setting)')),
  ],
})
