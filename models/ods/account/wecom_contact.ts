import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.wecom_contact',
  grain: ['external_userid'],
  kind: source({ files: 'wecom_contact_20*.ndjson', format: 'ndjson', key: ['external_userid'], deletion: append() }),
  doc:
    'Customers whom a sales guide (导购) has as a contact in WeCom. A contact is sent again when something changed or when either side ' +
    'deletes the other; the last row counts.',
  columns: {
    external_userid: text('Id that WeCom gives the contact.', { personal: true }),
    unionid: text('Same value as in ods.mini_member; empty if the WeChat account of the retailer is not bound.', { personal: true }),
    guide_userid: text('Sales guide who has the contact.'),
    name: text('Nickname of the contact.', { personal: true }),
    remark_phone: text('Phone that the guide noted, in any format; empty if none.', { personal: true, identifier: 'phone' }),
    added_at: timestamptz('When the contact was added, with offset.', { zone: 'Asia/Shanghai' }),
    deleted_at: timestamptz('When either side deleted the other; empty while they are contacts.', { zone: 'Asia/Shanghai' }),
    acquired_by: text('How the contact was won: guide.', { optional: true }),
    acquisition_campaign: text('Always empty, as of contacts that a guide wins.', { optional: true }),
    acquisition_guide_id: text('Sales guide who added the contact first. When that guide leaves, guide_userid becomes another.', {
      optional: true,
    }),
    updated_at: timestamptz('When the row last changed.', { zone: 'Asia/Shanghai' }),
  },
})
