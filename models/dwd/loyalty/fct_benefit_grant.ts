import { bigint, boolean, conserves, date, defineModel, expression, full, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_benefit_grant',
  grain: ['grant_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Every benefit granted to a member besides coupons and points, with its use and its cost. Not filtered by `as_of`: readers filter ' +
    'with `granted_on < as_of`, and take uses and costs with `used_on < as_of`.',
  columns: {
    grant_id: text('Grant number.'),
    account_key: bigint('Account of the member (dwd.account); null if the source names none.', { nullable: true }),
    source: text('Source of the account: always crm.'),
    source_account_id: text('Member number.', { personal: true, nullable: true }),
    benefit: text(
      'birthday_gift, level_gift, trial_set, delivery (free delivery), black_card, skin_care (a treatment in a store), dedicated_service (an hour with an adviser) or early_access (to new products, before others).',
      {
        nullable: true,
      },
    ),
    reason: text('birthday, level, paid_membership or campaign.', { nullable: true }),
    membership_id: text('Term of the paid membership that includes it (dwd.fct_paid_membership); null for other reasons.', {
      nullable: true,
    }),
    campaign_id: text('Campaign whose arm gets it (dwd.fct_assignment says which arm of the account); null for other reasons.', {
      nullable: true,
    }),
    granted_at: timestamptz('When it was granted.', { nullable: true }),
    granted_on: date("Business day of granted_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    used_at: timestamptz('When it was used; null if unused.', { nullable: true }),
    used_on: date('Business day of used_at.', { nullable: true }),
    expires_on: date('First day on which it is no longer valid.', { nullable: true }),
    cost_amount: numeric('Cost to the retailer, on used_on; 0 while it is unused.', { nullable: true }),
    offered_cost_amount: numeric('Cost to the retailer if it is used.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts.', { nullable: true }),
    is_used_late: boolean('It was used on a day on which it was no longer valid.'),
  },
  audits: [
    conserves('ods.benefit_grant'),
    warn(expression('a benefit of a campaign names it', "(reason is not distinct from 'campaign') = (campaign_id is not null)")),
    warn(expression('used before it expires', 'not is_used_late')),
    warn(expression('used after it was granted', 'coalesce(granted_at <= used_at, true)')),
    warn(expression('a grant has an account and a moment', 'account_key is not null and granted_on is not null')),
  ],
})
