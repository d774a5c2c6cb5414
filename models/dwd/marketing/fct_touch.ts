import {
  accepted,
  between,
  bigint,
  boolean,
  conserves,
  date,
  defineModel,
  expression,
  full,
  integer,
  numeric,
  text,
  timestamptz,
  warn,
} from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_touch',
  grain: ['touch_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Marketing messages and calls, with what their receivers did in response. Not filtered by `as_of`: readers filter with ' +
    '`sent_on < as_of`, and each response by its own day.',
  columns: {
    touch_id: text('Message number.'),
    account_key: bigint('Account that received it (dwd.account); null when the source names none.', { nullable: true }),
    source: text(
      'Source of that account: crm for sms, phone and email, wecom for wecom and community, app for push, mini for mini_program, official_account.',
      { nullable: true },
    ),
    source_account_id: text('Id of that account in its source.', { personal: true, nullable: true }),
    channel: text('sms, email, push, wecom, mini_program, official_account, community or phone.', { nullable: true }),
    address: text(
      'Where it was sent, as the source had it: phone, email, or the id of the account (openid, app_user_id, external_userid).',
      {
        personal: true,
        nullable: true,
      },
    ),
    segment_name: text('Segment from which the receivers were taken; null without one.', { nullable: true }),
    snapshot_number: integer('Number of the snapshot of that segment; null without one.', { nullable: true }),
    campaign_id: text('Campaign (dwd.dim_campaign); null for newsletters and notices.', { nullable: true }),
    arm: text('Arm of the campaign (dwd.dim_campaign_arm); null without a campaign.', { nullable: true }),
    topic: text('Topic: the goal of the campaign, or launch, festival, newsletter or activity.', { nullable: true }),
    promotion_id: text('Activity to which it invites (dwd.dim_promotion); else null.', { nullable: true }),
    business_line: text('Business line of the campaign or the activity; null without one, since other messages are of no business line.', {
      nullable: true,
    }),
    sent_at: timestamptz('When it was sent.', { nullable: true }),
    sent_on: date("Business day of sent_at, in the source's time zone.", { nullable: true }),
    delivery_status: text('delivered or bounced; null if the channel or the source does not report it.', { nullable: true }),
    is_open_observed: boolean('False for sms, which reports clicks only: exclude these messages from opening rates.'),
    opened_at: timestamptz('When it was opened, or clicked if no earlier opening was reported; null if not, and for sms.', {
      nullable: true,
    }),
    opened_on: date('Business day of opened_at.', { nullable: true }),
    clicked_at: timestamptz('When its link was clicked; null if not.', { nullable: true }),
    clicked_on: date('Business day of clicked_at.', { nullable: true }),
    unsubscribed_at: timestamptz(
      'When the receiver withdrew consent in reply to it: a withdrawal with the reason `reply` (ods.consent) belongs to the newest ' +
        'message of its account and channel in the 7 days before. Null if there was none.',
      { nullable: true },
    ),
    unsubscribed_on: date('Business day of unsubscribed_at.', { nullable: true }),
    cost_amount: numeric('Cost of sending it; null if the source names none.', { nullable: true }),
    currency: text('ISO 4217 code of cost_amount.', { nullable: true }),
  },
  audits: [
    conserves('ods.touch'),
    conserves('ods.touch', 'sum(cost_amount)'),
    expression('the source has a time zone', 'num_nulls(source, sent_at) > 0 or sent_on is not null'),
    warn(expression('a message has a source, a moment and a cost', 'num_nulls(source, sent_at, cost_amount, currency) = 0')),
    warn(accepted('channel', ['sms', 'email', 'push', 'wecom', 'mini_program', 'official_account', 'community', 'phone'])),
    warn(accepted('delivery_status', ['delivered', 'bounced'])),
    warn(expression('a bounced message has no answer', "delivery_status <> 'bounced' or num_nonnulls(opened_at, clicked_at) = 0")),
    warn(between('cost_amount', 0, null)),
    warn(expression('answered after it was sent', 'least(opened_at, clicked_at, unsubscribed_at) >= sent_at is not false')),
    warn(expression('a known campaign with a business line', 'campaign_id is null or business_line is not null')),
  ],
})
