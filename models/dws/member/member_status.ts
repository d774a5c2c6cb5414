import { accepted, bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_status',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Each person seen before as_of (exclusive): a member, who registered, a visitor, who did not, or excluded by a rule ' +
    '(dwd.exclusion_rule). The three add up to all people.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    membership: text('member, visitor or excluded. A member who cancelled stays a member, with cancelled_on.'),
    exclusion_reason: text('test, staff or reseller; null when not excluded.', { nullable: true }),
    account_count: bigint('Accounts seen before as_of.'),
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on: date('Business day of the first registration before as_of; null without one.', { nullable: true }),
    cancelled_on: date(
      'Business day before as_of on which the last registration that can be cancelled was cancelled; null while one is open or after a later registration. A store ' +
        'card never reports it and keeps nobody a member, but a card issued later makes one.',
      { nullable: true },
    ),
    engagement_observed_from: date(
      'Day from which acts of the person can be seen: the first account in a source that reports them (dwd.source_setting), but not before ' +
        'the first act of anybody. Null where none reports any.',
      { nullable: true },
    ),
  },
  audits: [
    accepted('membership', ['member', 'visitor', 'excluded']),
    expression('registered at first sight or later', 'coalesce(first_seen_on <= registered_on, true)'),
  ],
})
