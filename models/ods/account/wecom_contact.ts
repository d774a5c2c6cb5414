import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.wecom_contact',
  grain: ['external_userid'],
  kind: source({ files: 'wecom_contact_20*.ndjson', format: 'ndjson', key: ['external_userid'], deletion: append() }),
  doc:
    'Customers whom a sales guide (导购) has as a contact in WeCom. A contact comes again in a later file when something of it changed or one of ' +
    'the two deleted the other; the last row counts.',
  columns: {
    external_userid: text('The contact, as WeCom names it to the brand.', { personal: true }),
    unionid: text('The same as in ods.mini_member; empty where the brand’s WeChat account is not bound.', { personal: true }),
    guide_userid: text('The guide who has the contact.'),
    name: text('Nickname of the contact.', { personal: true }),
    remark_phone: text('Phone that the guide noted, in any spelling; empty where none was.', { personal: true }),
    added_at: timestamptz('When the two became contacts; sent with its offset.'),
    deleted_at: timestamptz('When one deleted the other; empty while contacts.'),
    updated_at: timestamptz('When the row last changed.'),
  },
})
