import { between, bigint, boolean, date, defineModel, expression, full, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_guide',
  grain: ['guide_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Every sales guide (导购) of the list of guides, and every guide whom a WeCom contact or an order names. A guide who is not in the list has ' +
    'neither a name nor a store. Not filtered by `as_of`.',
  columns: {
    guide_id: text('Id of the guide, in WeCom and at the till.'),
    is_listed: boolean('The newest list of guides (ods.guide) has them; null while there is no list.', { nullable: true }),
    guide_name: text('Name of the guide; null if not listed.', { nullable: true, personal: true }),
    store_code: text('Store in which they work, or worked last (dwd.guide_store_span).', { nullable: true }),
    starts_on: date('First day in any store.', { nullable: true }),
    ends_before: date('First day after they left; null while they work.', { nullable: true }),
    first_contact_on: date('Business day on which the first contact became theirs; null without contacts.', { nullable: true }),
    last_contact_on: date('Business day on which the newest one did.', { nullable: true }),
    contact_count: bigint('Contacts that they ever had; null where the source of contacts is not observed.', { nullable: true }),
  },
  audits: [between('contact_count', 0, null), warn(expression('a guide is in the list of guides', 'is_listed is not false'))],
})
