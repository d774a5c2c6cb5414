import { bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.ineffective_identifier',
  grain: ['account_key', 'type', 'shared', 'how', 'reason'],
  kind: full(),
  doc: 'Values that accounts carry and that tie them to nobody: blocked this night, or stopped by a guard. A step towards dwd.split_reason.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text('Type of identifier.'),
    shared: text('The value where it is blocked, else its key (dwd.identity_edge).', { personal: true }),
    how: text('`blocked` or `stopped`.'),
    reason: text('What blocked it (dwd.identifier_block), or what a guard said (dwd.identity_stop).'),
  },
})
