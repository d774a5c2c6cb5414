import { bigint, boolean, date, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.guide_contact_span',
  grain: ['account_key', 'starts_at'],
  kind: full({ store: 'changes' }),
  doc:
    'Which sales guide (导购) had which WeCom contact, by span of time. Reads every state of a contact that was ever sent: a contact that ' +
    'changes its guide, or is added again after a deletion, has several spans. The source sends one guide per contact, and a file only ' +
    'the last state of its period, so a guide between two files is not seen. Spans of a contact do not overlap. Not filtered by `as_of`: ' +
    'the guide at a moment has `starts_at <= moment and coalesce(moment < ends_before, true)`.',
  columns: {
    account_key: bigint('Account of the contact (dwd.account).'),
    guide_id: text('The sales guide (dwd.dim_guide).'),
    starts_at: timestamptz('When the contact was added; after a change of guide without that, when the change was made.'),
    ends_before: timestamptz('When either side deleted the other, or the next span begins (exclusive); null while they are contacts.', {
      nullable: true,
    }),
    starts_on: date("Business day of starts_at, in the source's time zone (dwd.source_setting)."),
    is_deleted: boolean('The span ended because either side deleted the other.'),
  },
  audits: [
    expression('a span has a length', 'coalesce(starts_at < ends_before, true)'),
    {
      name: 'a contact has a guide for some time',
      severity: 'warn',
      failing: `select contact.guide_userid, contact.added_at, contact.deleted_at
          from ods.wecom_contact as contact
          where not exists (
            select from {rows} as span where span.account_key = warehouse.key('wecom', contact.external_userid))`,
    },
  ],
})
