import { append, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.touch',
  grain: ['touch_id'],
  kind: source({ files: 'touch_20*.csv', key: ['touch_id'], deletion: append() }),
  doc: 'Marketing messages, one row each. A message is sent again when it is opened or clicked; the last row counts.',
  columns: {
    touch_id: text('Message number.'),
    campaign_id: text('Campaign (ods.campaign); empty for newsletters and notices.'),
    arm: text('Arm of the campaign; empty without one.'),
    channel: text('sms, wecom, push or email.'),
    source: text('Source of the receiving account: crm for sms and email, wecom for wecom, app for push.'),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    topic: text('Topic: repurchase, replenish, win_back, launch, festival or newsletter.'),
    sent_at: timestamptz('When it was sent.'),
    opened_at: timestamptz('When it was opened; empty if not, and always for sms, which reports clicks only.'),
    clicked_at: timestamptz('When its link was clicked; empty if not.'),
    cost_amount: numeric('Cost of sending it.'),
    currency: text('ISO 4217 code of cost_amount.'),
  },
})
