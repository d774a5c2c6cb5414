import { bigint, boolean, computed, defineModel, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.identifier',
  grain: ['account_key', 'type', 'value'],
  kind: computed('identity/identifier.ts', { store: 'changes', heavy: true }),
  doc:
    'The normalised identifiers of accounts. Invalid values, such as a masked phone or a device id of zeroes, and placeholder names and ' +
    'cities (dwd.junk_value) have no row: dwd.unreadable_identifier counts them, and dwd.raw_identifier has the values as written.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text(
      'Type of identifier (identity/normalise/normalise.ts): phone, email, unionid, name and so on; spoken_name is how a name sounds.',
    ),
    value: text('Normalised value; phones as +86…', { personal: true }),
    source: text('Source that wrote it.'),
    first_seen_at: timestamptz('When the source first wrote the value: when the account joined, or in a later row.'),
    last_seen_at: timestamptz('When the source last wrote the value.'),
    is_junk: boolean(
      'True for a placeholder (dwd.junk_value). It is no attribute of a member, and links nothing unless a person allows it.',
    ),
  },
})
