import { append, boolean, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.consent',
  grain: ['source', 'source_account_id', 'channel', 'changed_at'],
  kind: source({
    files: 'consent_20*.csv',
    key: ['source', 'source_account_id', 'channel', 'changed_at'],
    deletion: append(),
  }),
  doc: 'Marketing consents of accounts: one row each time that a consent is granted or withdrawn. Without a row there is no consent.',
  columns: {
    source: text('Source of the account: crm, app, mini, marketplace, wecom or official_account.'),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    channel: text(
      'Channel of the consent: sms, phone, email, push, wecom, mini_program (subscription messages), official_account or community (a WeCom group).',
    ),
    changed_at: timestamptz('When it was granted or withdrawn.'),
    is_granted: boolean('True if granted, false if withdrawn.'),
    reason: text('How it came about: joined, settings, reply (in reply to a message, such as 退订), complaint, guide or left_group.'),
  },
})
