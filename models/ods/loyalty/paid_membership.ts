import { append, boolean, date, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.paid_membership',
  grain: ['membership_id'],
  kind: source({ files: 'paid_membership_20*.csv', key: ['membership_id'], deletion: append() }),
  doc: 'Paid memberships (付费会员), one row per term. A term is sent again when it is refunded; the last row counts.',
  columns: {
    membership_id: text('Term number.'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    plan: text('year or quarter.'),
    bought_at: timestamptz('When the term was paid.'),
    starts_on: date('First day of the term.'),
    ends_on: date('First day after the term.'),
    paid_amount: numeric('Price that the member paid. Deliveries and gifts of the term are in ods.benefit_grant.'),
    currency: text('ISO 4217 code of paid_amount.'),
    is_renewal: boolean('True if the term follows another one without a gap.'),
    refunded_at: timestamptz('When the term was refunded, which ends it; empty if not.'),
  },
})
