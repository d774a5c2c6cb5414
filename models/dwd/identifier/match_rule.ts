import { accepted, between, defineModel, integer, seed, text, unique } from 'memberhouse'

export default defineModel({
  name: 'dwd.match_rule',
  grain: ['rule'],
  kind: seed('seeds/identity/match_rule.csv'),
  doc: 'Which identifiers join two accounts into one member, most trusted first. A type without a row links nothing.',
  columns: {
    rule: integer('Order of trust, 0 is the most trusted: if a limit allows only one of two joins, the lower number wins.'),
    type: text('Type of identifier (dwd.identifier).'),
    strength: text('`strong` links by itself; `weak` only together with an agreeing attribute (dwd.agreeing_attribute).'),
    names_alone: integer(
      'A strong value links by itself up to this many different-sounding names among its accounts; with more it is weak. Empty for any.',
      {
        nullable: true,
      },
    ),
    limit_per_member: integer('How many values of the type a member may have; empty for any number.', { nullable: true }),
    blocked_accounts: integer('A value on more accounts than this is blocked; empty for never.', { nullable: true }),
    blocked_names: integer('A value with more different-sounding names than this is blocked; empty for never.', {
      nullable: true,
    }),
    reason: text('Reason.'),
  },
  audits: [accepted('strength', ['strong', 'weak']), unique('type'), between('rule', 0, 99)],
})
