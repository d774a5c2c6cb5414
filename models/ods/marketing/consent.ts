import { append, boolean, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.consent',
  grain: ['source', 'source_account_id', 'channel', 'changed_at'],
  kind: source({
    files: 'consent_20*.csv',
    key: ['source', 'source_account_id', 'channel', 'changed_at'],
    deletion: append(),
  }),
  doc: 'What accounts agreed to: one row each time that a consent to marketing was given or taken back. Where none stands, none was given.',
  columns: {
    source: text('Source of the account: crm, app, mini, shop or wecom.'),
    source_account_id: text('The account’s id in that source.', { personal: true }),
    channel: text('What it is for: sms, email, push or wecom.'),
    changed_at: timestamptz('When it was given or taken back.'),
    is_granted: boolean('True when it was given, false when taken back.'),
    reason: text('How it came: joined, settings, reply (such as 退订 to a message), complaint, or guide.'),
  },
})
