import { between, bigint, boolean, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_tier_step',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'What each member lacks for the next value tier at the next evaluation, from what was bought by as_of in the twelve months that it will look ' +
    'at. Members of the highest tier have no row, nor has anybody while a quantile of the next tier has no value.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    next_tier_rank: integer('The next tier.'),
    next_tier: text('Its name.'),
    missing: text('What is missing, such as `net_amount 120.5, purchase_count 2`; null if the next evaluation will promote the member.', {
      nullable: true,
    }),
    reached_rate: numeric('The part of its bounds that is reached, of the bound that is farthest: 1 if all are. Cut off after 4 decimals.'),
    is_one_step_away: boolean('差一步升级: at least tier_step_rate (dwd.parameter_span) of each bound is reached.'),
  },
  audits: [between('reached_rate', 0, 1), expression('nothing is missing, or a part', '(missing is null) = (reached_rate = 1)')],
})
