import { bigint, boolean, date, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.consent_span',
  grain: ['account_key', 'channel', 'purpose', 'starts_at'],
  kind: full({ store: 'changes' }),
  doc:
    'Which account had granted or withdrawn which consent, by span of time, with the phone or email for which it was given. Without a ' +
    'span there is no consent: silence is no. A grant serves only its account and value_key: a changed phone or email needs a new ' +
    'grant. A newer withdrawal by any account of the person, or for the same value_key, overrides it; readers look for those. Spans of ' +
    'an account, channel and purpose do not overlap. Not filtered by `as_of`: the consent at a moment has `starts_at <= moment and ' +
    'coalesce(moment < ends_before, true)`.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    channel: text('Channel of the consent: sms, email, push, wecom, mini_program, official_account, community or phone.'),
    purpose: text('Purpose of the consent: marketing, since no source names another one.'),
    is_granted: boolean('True for a grant, false for a withdrawal.'),
    starts_at: timestamptz('When it was granted or withdrawn.'),
    ends_before: timestamptz('When the next span begins (exclusive); null for the last one.', { nullable: true }),
    starts_on: date("Business day of starts_at, in the source's time zone; null for a source without one.", { nullable: true }),
    reason: text('How it came about: joined, settings, reply (such as 退订 to a message), complaint or guide.', { nullable: true }),
    identifier_type: text(
      'phone for sms and phone, email for email; for the channels that reach an account the type of its id: openid of the mini-program or the official ' +
        'account, app_user_id, or external_userid of WeCom. Null for a consent to such a channel by an account that it does not reach.',
      { nullable: true },
    ),
    value_key: bigint(
      'Key of the identifier: of the phone or email that the account had then, as far as the source sent it, a hash of type and normalised value ' +
        '(value_key of dwd.identity_edge); of the id of an account, a hash of type and id. Null if it had none that can be read, such as a masked phone of the marketplace. No message may be sent on such a grant.',
      { nullable: true },
    ),
  },
  audits: [expression('a span has a length', 'coalesce(starts_at < ends_before, true)')],
})
