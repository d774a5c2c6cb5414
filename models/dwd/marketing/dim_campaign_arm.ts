import { boolean, conserves, defineModel, expression, full, integer, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_campaign_arm',
  grain: ['campaign_id', 'arm'],
  kind: full({ store: 'changes' }),
  doc: 'Arms of the campaigns as planned, including the holdouts.',
  columns: {
    campaign_id: text('The campaign (dwd.dim_campaign).'),
    arm: text('Name of the arm.'),
    is_holdout: boolean('The arm gets no message and serves as the control.', { nullable: true }),
    planned_share: numeric('Planned share of the members, 0 to 1.', { nullable: true }),
    channel: text('Channel of the message; null for a holdout.', { nullable: true }),
    face_amount: numeric('Face amount of the coupon of the arm; 0 without one.', { nullable: true }),
    threshold_amount: numeric('Minimum order amount for that coupon; 0 without one.', { nullable: true }),
    cost_amount: numeric('Planned cost of one message.', { nullable: true }),
    currency: text('ISO 4217 code of all amounts.', { nullable: true }),
    send_hour: integer('Hour at which the message is sent, 0 to 23; null for the usual hour.', { nullable: true }),
    benefit: text('Benefit that the members of the arm get (dwd.fct_benefit_grant); null without one.', { nullable: true }),
  },
  audits: [
    conserves('ods.campaign_arm'),
    warn(expression('an arm has a share, and is a holdout or not', 'planned_share between 0 and 1 and is_holdout is not null')),
  ],
})
