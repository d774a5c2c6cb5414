import { bigint, boolean, conserves, date, defineModel, expression, full, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_paid_membership',
  grain: ['membership_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Every term of a paid membership (付费会员), with its price and its days. Terms of a member can overlap: dwd.paid_membership_span ' +
    'has the days on which somebody is a paid member. Not filtered by `as_of`: readers filter with `bought_on < as_of`, and take ' +
    'refunds with `refunded_on < as_of`.',
  columns: {
    membership_id: text('Term number.'),
    account_key: bigint('Account of the member (dwd.account); null if the source names none.', { nullable: true }),
    source: text('Source of the account: always crm.'),
    source_account_id: text('Member number.', { personal: true, nullable: true }),
    plan: text('year or quarter.', { nullable: true }),
    bought_at: timestamptz('When the term was paid.', { nullable: true }),
    bought_on: date("Business day of bought_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    starts_on: date('First day of the term.', { nullable: true }),
    ends_before: date(
      'First day after the term, or the day of its refund if that is earlier; the same as starts_on if it was refunded before. Null for ' +
        'a term without end.',
      { nullable: true },
    ),
    refunded_at: timestamptz('When the term was refunded; null if not.', { nullable: true }),
    refunded_on: date('Business day of refunded_at.', { nullable: true }),
    paid_amount: numeric('Price that the member paid.', { nullable: true }),
    refunded_amount: numeric('The same once the term is refunded, on refunded_on; else 0.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts.', { nullable: true }),
    is_renewal: boolean('The source says that the term follows another one without a gap.'),
  },
  audits: [
    conserves('ods.paid_membership'),
    conserves('ods.paid_membership', 'sum(paid_amount)'),
    warn(expression('a term has an account and a first day', 'account_key is not null and starts_on is not null')),
    warn(expression('bought before it is refunded', 'coalesce(bought_at <= refunded_at, true)')),
    warn(expression('a term has a day unless it is refunded', 'coalesce(starts_on < ends_before or refunded_on is not null, true)')),
  ],
})
