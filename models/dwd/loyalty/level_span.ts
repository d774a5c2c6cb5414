import { accepted, bigint, boolean, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.level_span',
  grain: ['account_key', 'starts_at'],
  kind: full({ store: 'changes' }),
  doc:
    'The level of each member by span of time, in the order in which the levels began, whenever their rows arrived. Rows that repeat ' +
    'a level are one span. Spans of an account do not overlap; a cancelled account keeps its last one. Not filtered by `as_of`: the ' +
    'level at a moment has `starts_at <= moment and coalesce(moment < ends_before, true)`.',
  columns: {
    account_key: bigint('Account of the member (dwd.account).'),
    source: text('Source of the account: always crm.'),
    source_account_id: text('Member number.', { personal: true }),
    level: text('ordinary, silver, gold or diamond; null if the source sent a change without a level.', { nullable: true }),
    starts_at: timestamptz('When the level begins.'),
    ends_before: timestamptz('When the next level begins (exclusive); null for the last one.', { nullable: true }),
    starts_on: date("Business day of starts_at, in the source's time zone (dwd.source_setting)."),
    previous_level: text('Level before, as the source says; null for the first level.', { nullable: true }),
    reason: text('Why it began: joined, growth (the growth value reached a bound) or lapse (it fell below one).', {
      nullable: true,
    }),
    is_predecessor_missing: boolean('The source names another level before it than the span before: a change in between is missing.'),
    row_count: bigint('Rows of the source in the span: 1 and those that repeat its level.'),
  },
  audits: [
    {
      name: 'each row of ods.member_level is in a span',
      severity: 'error',
      failing: `select sent.row_count as sent, kept.row_count as kept
          from (select count(*) as row_count from ods.member_level as changes) as sent
          cross join (select coalesce(sum(row_count), 0) as row_count from {rows} as spans) as kept
          where sent.row_count <> kept.row_count`,
    },
    expression('a span has a length', 'coalesce(starts_at < ends_before, true)'),
    warn(accepted('level', ['ordinary', 'silver', 'gold', 'diamond'])),
    warn(expression('a change has a level', 'level is not null')),
    warn(expression('no change is missing', 'not is_predecessor_missing')),
  ],
})
