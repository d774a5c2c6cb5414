import { boolean, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign_arm',
  grain: ['campaign_id', 'arm'],
  kind: source({ files: 'campaign_arm_20*.csv', key: ['campaign_id', 'arm'], deletion: wholeFile() }),
  doc: 'Arms of the campaigns, the holdout among them; the whole list in each file.',
  columns: {
    campaign_id: text('Campaign (ods.campaign).'),
    arm: text('Name of the arm: holdout, message, coupon.'),
    is_holdout: boolean('True for the arm that gets nothing and is compared with.'),
    planned_share: numeric('Share of the members that were meant to be drawn into it.'),
    channel: text('How it is sent: sms, wecom, push or email; empty for the holdout.'),
    face_amount: numeric('Value of the coupon that it brings; 0 without one.'),
    threshold_amount: numeric('What an order must come to for that coupon; 0 without one.'),
    cost_amount: numeric('Planned cost of one touch.'),
    currency: text('ISO 4217 code of the amounts.'),
  },
})
