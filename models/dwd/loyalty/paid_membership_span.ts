import { between, bigint, boolean, date, defineModel, expression, full, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.paid_membership_span',
  grain: ['account_key', 'starts_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The days on which an account is a paid member. Terms that adjoin or overlap (dwd.fct_paid_membership) are one span, so spans of an ' +
    'account neither overlap nor adjoin; a refunded term ends on the day of its refund. Not filtered by `as_of`: the paid members of a ' +
    'day have `starts_on <= day and coalesce(day < ends_before, true)`. A term bought later can prolong a span.',
  columns: {
    account_key: bigint('Account of the member (dwd.account).'),
    starts_on: date('First day as a paid member.'),
    ends_before: date('First day no longer as a paid member; null without end.', { nullable: true }),
    term_count: bigint('Terms in the span: 1 and its renewals.'),
    membership_ids: text('Their numbers, in order of their first days, with commas.'),
    is_overlapping: boolean('Two of the terms have a day in common: the member paid twice for it.'),
  },
  audits: [
    expression('a span has a day', 'coalesce(starts_on < ends_before, true)'),
    between('term_count', 1, null),
    warn(expression('no day is paid twice', 'not is_overlapping')),
  ],
})
