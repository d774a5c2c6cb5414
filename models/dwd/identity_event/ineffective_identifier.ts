import { bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.ineffective_identifier',
  grain: ['account_key', 'type', 'shared_value', 'effect', 'reason'],
  kind: full(),
  doc: 'Values of accounts that no longer link them: blocked by this run, or stopped by a guard. Intermediate model for dwd.split_reason.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text('Type of identifier.'),
    shared_value: text('The value if it is blocked, otherwise its key (dwd.identity_edge).', { personal: true }),
    effect: text('`blocked` or `stopped`.'),
    reason: text('Guard that blocked the value (dwd.identifier_block), or reason of the stop (dwd.identity_stop).'),
  },
})
