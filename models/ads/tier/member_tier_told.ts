import { bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_tier_told',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'The value tier and the classes of each member as readers are shown them. As told: the registry keeps what each release showed, whatever was ' +
    'corrected since, and benefits refer to that. It holds no texts, since all that it ever held is kept; ads.member_tier has them.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    tier: text('Name of the tier (dws.member_class).'),
    since_on: date('as_of of the first release that showed this tier without a break.'),
    before_tier: text('The tier that readers were shown before; null if there was none.', { nullable: true }),
    behaviour_class: text('Behaviour class (dws.member_class).'),
    strategy_class: text('Strategy class (dws.member_class).'),
  },
  audits: [expression('told something else before', 'before_tier <> tier is not false')],
})
