import { date, defineModel, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.guide',
  grain: ['guide_id', 'starts_on'],
  kind: source({ files: 'guide_20*.csv', key: ['guide_id', 'starts_on'], deletion: wholeFile() }),
  doc:
    'Sales guides (导购) and the stores in which they work, one row for each span of a guide in a store. Each file holds the whole list, with ' +
    'those who left.',
  columns: {
    guide_id: text('Id of the guide, in WeCom and at the till.'),
    guide_name: text('Name in Chinese.', { personal: true }),
    store_code: text('Store (ods.store).'),
    starts_on: date('First day in the store.'),
    ends_on: date('First day after the last one in the store; empty while the guide works there.'),
  },
})
