import { append, date, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.benefit_grant',
  grain: ['grant_id'],
  kind: source({ files: 'benefit_grant_20*.csv', key: ['grant_id'], deletion: append() }),
  doc: 'Benefits that members were given besides coupons. A grant comes again in a later file when it was used; the last row counts.',
  columns: {
    grant_id: text('Number of the grant.'),
    member_no: text('The member (ods.crm_member).', { personal: true }),
    benefit: text('birthday_gift, level_gift, delivery (free delivery of a month) or skin_care (a treatment in a store).'),
    reason: text('birthday, level or paid_membership.'),
    membership_id: text('Term that it belongs to (ods.paid_membership); empty for others.'),
    granted_at: timestamptz('When it was given.'),
    expires_on: date('First day on which it is no longer good.'),
    used_at: timestamptz('When it was used; empty if not.'),
    cost_amount: numeric('What it costs the brand once it is used.'),
    currency: text('ISO 4217 code of cost_amount.'),
  },
})
