import { append, defineModel, integer, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.touch',
  grain: ['touch_id'],
  kind: source({ files: 'touch_20*.csv', key: ['touch_id'], deletion: append() }),
  doc: 'Marketing messages and calls, one row each. A message is sent again when it is opened or clicked; the last row counts.',
  columns: {
    touch_id: text('Message number.'),
    campaign_id: text('Campaign (ods.campaign); empty for newsletters and notices.'),
    arm: text('Arm of the campaign; empty without one.'),
    channel: text(
      'sms, phone, email, push, wecom, mini_program (subscription message), official_account or community (a message to a WeCom group, a row for each contact in it).',
    ),
    source: text(
      'Source of the receiving account: crm for sms, phone and email, wecom for wecom and community, app for push, mini for mini_program, official_account.',
    ),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    address: text(
      'Where it was sent: phone or email, as the member centre had it; openid, app_user_id or external_userid for channels that reach an account.',
      {
        personal: true,
        optional: true,
      },
    ),
    topic: text('Topic: the goal of the campaign, or launch, festival, newsletter or activity.'),
    sent_at: timestamptz('When it was sent.'),
    delivery_status: text(
      'delivered or bounced, as the network reports it; empty for the channels that reach an account, which report nothing.',
      {
        optional: true,
      },
    ),
    opened_at: timestamptz('When it was opened, or the call was answered; empty if not, and always for sms, which reports clicks only.'),
    clicked_at: timestamptz('When its link was clicked; empty if not.'),
    cost_amount: numeric('Cost of sending it.'),
    currency: text('ISO 4217 code of cost_amount.'),
    segment_name: text('Segment from which the receivers were taken; empty without one.', { optional: true }),
    snapshot_number: integer('Number of the snapshot of that segment; empty without one.', { optional: true }),
    promotion_id: text('On activity: the activity (ods.promotion) to which it invites; else empty.', { optional: true }),
  },
})
