import { boolean, defineModel, integer, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign_arm',
  grain: ['campaign_id', 'arm'],
  kind: source({ files: 'campaign_arm_20*.csv', key: ['campaign_id', 'arm'], deletion: wholeFile() }),
  doc: 'Arms of the campaigns, including the holdout. Each file holds the whole list.',
  columns: {
    campaign_id: text('Campaign (ods.campaign).'),
    arm: text('Name of the arm, such as holdout, message or coupon.'),
    is_holdout: boolean('True for the arm that gets no message and serves as the control.'),
    planned_share: numeric('Planned share of the members.'),
    channel: text('Channel of the message: sms, phone, wecom, push or email; empty for the holdout.'),
    face_amount: numeric('Face amount of the arm’s coupon; 0 without one.'),
    threshold_amount: numeric('Minimum order amount for that coupon; 0 without one.'),
    cost_amount: numeric('Planned cost of one message.'),
    currency: text('ISO 4217 code of all amounts.'),
    send_hour: integer('Hour at which the message is sent, 0 to 23; empty for the usual hour.', { optional: true }),
    benefit: text('Benefit that the members of the arm get (ods.benefit_grant); empty without one.', { optional: true }),
  },
})
