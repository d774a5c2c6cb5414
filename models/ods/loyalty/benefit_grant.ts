import { append, date, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.benefit_grant',
  grain: ['grant_id'],
  kind: source({ files: 'benefit_grant_20*.csv', key: ['grant_id'], deletion: append() }),
  doc: 'Benefits granted to members besides coupons. A grant is sent again when it is used; the last row counts.',
  columns: {
    grant_id: text('Grant number.'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    benefit: text(
      'birthday_gift, level_gift, trial_set, delivery (free delivery), black_card, skin_care (a treatment in a store), dedicated_service (an hour with an adviser) or early_access (to new products, before others).',
    ),
    reason: text('birthday, level, paid_membership or campaign.'),
    membership_id: text('Term of the paid membership that includes it (ods.paid_membership); empty for other reasons.'),
    campaign_id: text('On campaign: the campaign whose arm gets it (ods.campaign_arm); else empty.', { optional: true }),
    granted_at: timestamptz('When it was granted.'),
    expires_on: date('First day on which it is no longer valid.'),
    used_at: timestamptz('When it was used; empty if unused.'),
    cost_amount: numeric('Cost to the retailer if it is used.'),
    currency: text('ISO 4217 code of cost_amount.'),
  },
})
