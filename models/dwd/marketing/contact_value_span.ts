import { accepted, bigint, computed, defineModel, expression, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.contact_value_span',
  grain: ['account_key', 'type', 'starts_at'],
  kind: computed('identity/contact_value.ts', { store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.consent_change: the phone and the email of each account with consents, by span of time, from every state ' +
    'that its source ever sent. Invalid values and placeholders have no row. Not filtered by `as_of`.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text('phone or email.'),
    value: text('Normalised value, as in dwd.identifier.', { personal: true }),
    starts_at: timestamptz('Change time of the first state with the value; -infinity for the value that the account had first.'),
    ends_before: timestamptz('Change time of the first state without it (exclusive); null while the account has it.', {
      nullable: true,
    }),
  },
  audits: [accepted('type', ['phone', 'email']), expression('a span has a length', 'coalesce(starts_at < ends_before, true)')],
})
