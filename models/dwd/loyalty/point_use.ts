import { between, bigint, boolean, date, defineModel, full, text, timestamptz, warn, expression } from 'memberhouse'

export default defineModel({
  name: 'dwd.point_use',
  grain: ['use_entry_id', 'part_no'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Which issues each use of points consumed, first in, first out: redemptions, expiries and reversals alike take the oldest points ' +
    'that are left, as the ledger does. Points used before they were added are taken from the next issue, and flagged. The parts of a ' +
    'use add up to it, and no issue is consumed beyond its points. Not filtered by `as_of`: readers filter with `used_on < as_of`.',
  columns: {
    use_entry_id: text('The entry that used points (dwd.fct_point).'),
    part_no: bigint('Number of the part within the use, from 1, in order of the issues.'),
    issue_entry_id: text('The issue that it consumed (dwd.fct_point); null if more points were used than the account ever had.', {
      nullable: true,
    }),
    account_key: bigint('Account of the member (dwd.account).'),
    use_type: text('Type of the use: redeem, expire or reverse.', { nullable: true }),
    points: bigint('Points of this part, positive.'),
    used_at: timestamptz('When the points were used.', { nullable: true }),
    used_on: date('Business day of used_at.', { nullable: true }),
    issued_at: timestamptz('When they were issued.', { nullable: true }),
    issued_on: date('Business day of issued_at.', { nullable: true }),
    is_overdrawn: boolean('The points were used before they were issued, or were never issued.'),
  },
  audits: [between('points', 1, null), warn(expression('points are used after they are issued', 'not is_overdrawn'))],
})
