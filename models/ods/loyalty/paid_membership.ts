import { append, boolean, date, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.paid_membership',
  grain: ['membership_id'],
  kind: source({ files: 'paid_membership_20*.csv', key: ['membership_id'], deletion: append() }),
  doc:
    'Paid memberships (付费会员): one row for each term that was bought. It comes again in a later file when it was refunded; the last ' +
    'row counts.',
  columns: {
    membership_id: text('Number of the term.'),
    member_no: text('The member (ods.crm_member).', { personal: true }),
    plan: text('year or quarter.'),
    bought_at: timestamptz('When it was paid.'),
    starts_on: date('First day of the term.'),
    ends_on: date('The day after its last.'),
    paid_amount: numeric('What it cost the member; delivery and gifts of it are in ods.benefit_grant.'),
    currency: text('ISO 4217 code of paid_amount.'),
    is_renewal: boolean('True when a term went before it without a gap.'),
    refunded_at: timestamptz('When the money was given back, which ends the term; empty if not.'),
  },
})
