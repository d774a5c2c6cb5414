import { between, boolean, conserves, defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_campaign_arm',
  grain: ['campaign_id', 'arm'],
  kind: full({ store: 'changes' }),
  doc: 'Arms of the campaigns as planned, including the holdouts.',
  columns: {
    campaign_id: text('The campaign (dwd.dim_campaign).'),
    arm: text('Name of the arm.'),
    is_holdout: boolean('The arm gets no message and serves as the control.'),
    planned_share: numeric('Planned share of the members, 0 to 1.'),
    channel: text('Channel of the message; null for a holdout.', { nullable: true }),
    face_amount: numeric('Face amount of the coupon of the arm; 0 without one.'),
    threshold_amount: numeric('Minimum order amount for that coupon; 0 without one.'),
    cost_amount: numeric('Planned cost of one message.'),
    currency: text('ISO 4217 code of all amounts.'),
  },
  audits: [conserves('ods.campaign_arm'), between('planned_share', 0, 1)],
})
