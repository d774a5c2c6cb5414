import { bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_edge',
  grain: ['account_key', 'value_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Values that link accounts: accounts with the same value_key are one member, unless a limit or a decision forbids it. A ' +
    'value of a single account has a row too when its type has a limit per member. Blocked values, and weak values without an agreeing ' +
    'attribute, have no row.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value_key: bigint('Key of the value: a hash of type, value, the attribute if one must agree, and the holder of a recycled phone.'),
    rule: integer('Rule (dwd.match_rule), 0 is the most trusted; plus 100 if the edge needs an agreeing attribute.'),
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    agreeing_type: text('Attribute that agrees as well; null if the value links by itself.', { nullable: true }),
    agreeing_value: text('Value of the attribute.', { nullable: true, personal: true }),
  },
})
