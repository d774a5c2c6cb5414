import { accepted, boolean, defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.source_setting',
  grain: ['source'],
  kind: seed('seeds/source_setting.csv'),
  doc: 'Settings of each source that its files do not contain.',
  columns: {
    source: text('Source, as in the column `source` of accounts and order items.'),
    time_zone: text('IANA time zone of the business day, and of timestamps without a zone.'),
    currency: text('ISO 4217 code of the usual currency of the source, for amounts without a currency of their own in its files.'),
    country: text('Country, in English, of accounts for which the source names none.'),
    membership: text(
      'Who becomes a member: `registered`, the accounts in its member file; `implied`, every account, from that date or else ' +
        'from its first order, such as a store card; `none`, nobody: opening a mini-program or ordering as a guest makes a visitor.',
    ),
    reports_cancellation: boolean('Its files say when an account was cancelled. A card that never does keeps nobody a member.'),
    reports_engagement: boolean('What the person behind an account does is reported, such as opening the app or a message.'),
  },
  audits: [
    accepted('membership', ['registered', 'implied', 'none']),
    expression('a currency code has three capitals', "currency ~ '^[A-Z]{3}$'"),
  ],
})
