import { accepted, bigint, boolean, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.consent_change',
  grain: ['account_key', 'channel', 'purpose', 'changed_at'],
  kind: full({ store: 'changes' }),
  doc:
    'Each moment at which an account granted or withdrew a consent, with the phone or email that it had then. A row that does not say ' +
    'yes is a withdrawal. Intermediate model for dwd.consent_span. Not filtered by `as_of`: readers filter with `changed_on < as_of`.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    channel: text('Channel of the consent: sms, email, push, wecom, mini_program, official_account, community or phone.'),
    purpose: text('Purpose of the consent: marketing, since no source names another one.'),
    changed_at: timestamptz('When it was granted or withdrawn.'),
    changed_on: date("Business day of changed_at, in the source's time zone; null for a source without one (dwd.source_setting).", {
      nullable: true,
    }),
    source: text('Source of the account: crm, app, mini, marketplace, wecom or official_account.'),
    source_account_id: text('Id of the account in its source.', { personal: true }),
    is_granted: boolean('True if granted; false if withdrawn, if the source does not say, or if it says both at this moment.'),
    reason: text('How it came about: joined, settings, reply (such as 退订 to a message), complaint, guide or left_group.', {
      nullable: true,
    }),
    identifier_type: text(
      'phone for sms and phone, email for email; for the channels that reach an account the type of its id: openid of the mini-program or the official ' +
        'account, app_user_id, or external_userid of WeCom. Null for a consent to such a channel by an account that it does not reach.',
      { nullable: true },
    ),
    value_key: bigint(
      'Key of the identifier: of the phone or email that the account had then, as far as the source sent it, a hash of type and normalised value ' +
        '(value_key of dwd.identity_edge); of the id of an account, a hash of type and id. Null if it had none that can be read, such as a masked phone of the marketplace.',
      { nullable: true },
    ),
    row_count: bigint('Rows of the source: more than 1 if it wrote the channel in several ways.'),
  },
  audits: [
    {
      name: 'each row of ods.consent is a change',
      severity: 'error',
      failing: `select sent.row_count as sent, kept.row_count as kept
          from (select count(*) as row_count from ods.consent as changes) as sent
          cross join (select coalesce(sum(row_count), 0) as row_count from {rows} as changes) as kept
          where sent.row_count <> kept.row_count`,
    },
    warn(accepted('channel', ['sms', 'email', 'push', 'wecom', 'mini_program', 'official_account', 'community', 'phone'])),
    warn(expression('a known source', 'changed_on is not null')),
  ],
})
