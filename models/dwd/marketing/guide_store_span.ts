import { conserves, date, defineModel, expression, full, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.guide_store_span',
  grain: ['guide_id', 'starts_on'],
  kind: full({ store: 'changes' }),
  doc:
    'In which store each sales guide (导购) worked when. Not filtered by `as_of`: the store on a day has `starts_on <= day and ' +
    'coalesce(day < ends_before, true)`.',
  columns: {
    guide_id: text('The guide (dwd.dim_guide).'),
    store_code: text('The store (dwd.dim_store).', { nullable: true }),
    starts_on: date('First day in the store.'),
    ends_before: date('First day after the span: the list names it, or the next span begins. Null while the guide works there.', {
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.guide'),
    warn(expression('a span has a day', 'coalesce(starts_on < ends_before, true)')),
    warn(expression('a store of the list of stores', 'store_code in (select dim_store.store_code from dwd.dim_store)')),
  ],
})
