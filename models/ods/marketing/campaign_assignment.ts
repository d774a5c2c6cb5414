import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign_assignment',
  grain: ['campaign_id', 'member_no', 'assigned_at', 'arm'],
  kind: source({
    files: 'campaign_assignment_20*.csv',
    key: ['campaign_id', 'member_no', 'assigned_at', 'arm'],
    deletion: append(),
  }),
  doc:
    'The arm to which each member of a campaign was assigned, including the holdout, whether or not a message was sent. A member who is ' +
    'assigned again has two rows: the first one counts (dwd.fct_assignment).',
  columns: {
    campaign_id: text('Campaign (ods.campaign).'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    arm: text('Arm (ods.campaign_arm).'),
    assigned_at: timestamptz('When the member was assigned.'),
  },
})
