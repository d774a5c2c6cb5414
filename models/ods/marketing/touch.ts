import { append, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.touch',
  grain: ['touch_id'],
  kind: source({ files: 'touch_20*.csv', key: ['touch_id'], deletion: append() }),
  doc: 'Marketing messages that were sent, one row each. A message comes again in a later file when it was opened or clicked after it was sent.',
  columns: {
    touch_id: text('Number of the message.'),
    campaign_id: text('Campaign (ods.campaign); empty for newsletters and notices to everybody.'),
    arm: text('Arm of the campaign; empty without one.'),
    channel: text('sms, wecom, push or email.'),
    source: text('Source of the account that it was sent to: crm for sms and email, wecom, app for push.'),
    source_account_id: text("The account's id in that source.", { personal: true }),
    topic: text('What it was about: repurchase, replenish, win_back, launch, festival or newsletter.'),
    sent_at: timestamptz('When it was sent.'),
    opened_at: timestamptz('When it was opened; empty if not, and always for sms, which tells only of clicks.'),
    clicked_at: timestamptz('When its link was followed; empty if not.'),
    cost_amount: numeric('What sending it cost.'),
    currency: text('ISO 4217 code of cost_amount.'),
  },
})
