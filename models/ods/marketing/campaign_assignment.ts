import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign_assignment',
  grain: ['campaign_id', 'member_no'],
  kind: source({ files: 'campaign_assignment_20*.csv', key: ['campaign_id', 'member_no'], deletion: append() }),
  doc: 'The arm to which each member of a campaign was assigned, including the holdout, whether or not a message was sent.',
  columns: {
    campaign_id: text('Campaign (ods.campaign).'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    arm: text('Arm (ods.campaign_arm).'),
    assigned_at: timestamptz('When the member was assigned.'),
  },
})
