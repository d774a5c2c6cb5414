import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.group_member',
  grain: ['group_id', 'external_userid', 'joined_at'],
  kind: source({ files: 'group_member_20*.csv', key: ['group_id', 'external_userid', 'joined_at'], deletion: append() }),
  doc: 'Customers in the WeCom groups of the stores. A row is sent again when the customer leaves; the last row counts.',
  columns: {
    group_id: text('Group number.'),
    external_userid: text('The customer, as in ods.wecom_contact; a customer who is no contact of a guide is in no member file.', {
      personal: true,
    }),
    joined_at: timestamptz('When the customer joined, with offset.', { zone: 'Asia/Shanghai' }),
    left_at: timestamptz('When the customer left or was removed; empty while in the group.', { zone: 'Asia/Shanghai' }),
    join_scene: text('How the customer came: invited (by a guide), link or qr_code.'),
    group_name: text('Name of the group.'),
    store_code: text('Store whose group it is (ods.store).'),
    guide_id: text('Guide who owns the group (ods.guide).'),
  },
})
