import { bigint, boolean, conserves, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_assignment',
  grain: ['campaign_id', 'member_no', 'assigned_at', 'arm'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Each assignment of a member of the member centre to an arm of a campaign, whether or not a message was sent. The arm of a member is ' +
    'that of the earliest assignment: filter with `is_earliest`. Not filtered by `as_of`: readers filter with `assigned_on < as_of`.',
  columns: {
    campaign_id: text('The campaign (dwd.dim_campaign).'),
    member_no: text('Number of the member.', { personal: true }),
    arm: text('The arm (dwd.dim_campaign_arm).'),
    assigned_at: timestamptz('When the member was assigned.'),
    account_key: bigint('Account of the member (dwd.account). A person with two member numbers can be in two arms.'),
    assigned_on: date("Business day of assigned_at, in the member centre's time zone."),
    business_line: text('Business line of the campaign; null if ods.campaign names none.', { nullable: true }),
    is_holdout: boolean('The arm is the control; null if ods.campaign_arm does not have the arm.', { nullable: true }),
    is_earliest: boolean(
      'The first assignment of this member in the campaign, which counts; at the same moment the first arm by name. False for a member ' +
        'assigned again.',
    ),
    has_other_arm: boolean('The member was also assigned to another arm, so the result of either can be contaminated.'),
  },
  audits: [
    conserves('ods.campaign_assignment'),
    warn(expression('a known campaign and arm', 'business_line is not null and is_holdout is not null')),
    warn(expression('assigned once', 'is_earliest')),
  ],
})
