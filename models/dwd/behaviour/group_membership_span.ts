import { bigint, conserves, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.group_membership_span',
  grain: ['group_id', 'account_key', 'starts_at'],
  kind: full({ store: 'changes' }),
  doc:
    'Which customer was in which WeCom group, by span of time; who leaves and joins again has several. Not filtered by `as_of`: the members ' +
    'at a moment have `starts_at <= moment and coalesce(moment < ends_before, true)`.',
  columns: {
    group_id: text('Group number.'),
    account_key: bigint('WeCom account of the customer; dwd.account has it if the customer is a contact of a guide.'),
    starts_at: timestamptz('When the customer joined.'),
    ends_before: timestamptz('When the customer left (exclusive); null while in the group.', { nullable: true }),
    starts_on: date("Business day of starts_at, in the source's time zone."),
    join_scene: text('How the customer came: invited (by a guide), link or qr_code.', { nullable: true }),
    group_name: text('Name of the group.', { nullable: true }),
    store_code: text('Store whose group it is (dwd.dim_store).', { nullable: true }),
    guide_id: text('Guide who owns the group (dwd.dim_guide).', { nullable: true }),
    business_line: text('Business line of the store; `*` if it sells several, null if the list of stores does not have it.', {
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.group_member'),
    warn(expression('who leaves a group joined it before', 'coalesce(starts_at < ends_before, true)')),
  ],
})
