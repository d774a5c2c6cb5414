import { bigint, computed, defineModel, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.identifier',
  grain: ['account_key', 'type', 'value'],
  kind: computed('identity/identifier.ts', { store: 'changes', heavy: true }),
  doc:
    'What accounts are known by, each value written in one way. Values that tell nothing, such as a masked phone or a device id of ' +
    'zeroes, have no row, nor has a name that stands for nobody (dwd.junk_value); what sources wrote is in dwd.raw_identifier.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text(
      'Type of identifier (identity/normalise/normalise.ts): phone, email, unionid, name and the like; spoken_name is how a name sounds.',
    ),
    value: text('The value as all sources are to write it; phones as +86…', { personal: true }),
    source: text('Source that wrote it.'),
    first_seen_at: timestamptz('When the source first wrote it as it does now: when the account joined, or in a later row.'),
    last_seen_at: timestamptz('When the source last wrote it.'),
  },
})
