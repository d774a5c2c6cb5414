import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign_assignment',
  grain: ['campaign_id', 'member_no'],
  kind: source({ files: 'campaign_assignment_20*.csv', key: ['campaign_id', 'member_no'], deletion: append() }),
  doc: 'Which arm of a campaign each member was drawn into, the holdout included, whether or not anything was then sent.',
  columns: {
    campaign_id: text('Campaign (ods.campaign).'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    arm: text('Arm that the member was drawn into (ods.campaign_arm).'),
    assigned_at: timestamptz('When the draw was made.'),
  },
})
