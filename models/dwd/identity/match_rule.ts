import { accepted, between, defineModel, integer, seed, text, unique } from 'memberhouse'

export default defineModel({
  name: 'dwd.match_rule',
  grain: ['rule'],
  kind: seed('seeds/identity/match_rule.csv'),
  doc: 'Which identifiers make two accounts one member, the most trusted first. A type without a row links nothing.',
  columns: {
    rule: integer('Place in the order of trust, from 0: where a limit forbids one of two joins, that of the lower number is made.'),
    type: text('Type of identifier (dwd.identifier).'),
    strength: text('`strong` links by itself; `weak` only together with an attribute that agrees too (dwd.agreeing_attribute).'),
    names_alone: integer(
      'Number of names that sound different among its accounts up to which a strong value links by itself, beyond it is weak; empty for any.',
      {
        nullable: true,
      },
    ),
    limit_per_member: integer('How many values of the type a member can have; empty for any number.', { nullable: true }),
    blocked_accounts: integer('A value on more accounts than this is blocked; empty for never.', { nullable: true }),
    blocked_names: integer('A value on accounts of more names than this that sound different is blocked; empty for never.', {
      nullable: true,
    }),
    reason: text('Why.'),
  },
  audits: [accepted('strength', ['strong', 'weak']), unique('type'), between('rule', 0, 99)],
})
