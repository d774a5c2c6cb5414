import { bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_edge',
  grain: ['account_key', 'value_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What ties accounts to each other: accounts with one value_key are one member, where no limit and nobody forbids it. Blocked ' +
    'values, and weak ones without an attribute that agrees, have no row.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value_key: bigint('The value: a hash of type, value and, where an attribute has to agree, that attribute.'),
    rule: integer('Trust in it, 0 is most (dwd.match_rule); 100 more where an attribute agrees too.'),
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    agreeing_type: text('Attribute that agrees too; null where the value links by itself.', { nullable: true }),
    agreeing_value: text('Its value.', { nullable: true, personal: true }),
  },
})
