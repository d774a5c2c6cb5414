import { bigint, defineModel, full, jsonb, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_intent',
  grain: ['one_id'],
  kind: full({ store: 'changes', heavy: true }),
  doc: 'What each person with a view or a search in the windows before as_of looks for.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    intent_category: text(
      'Category viewed intent_least_count times or more in the intent_window_days and not bought in them: the one viewed most. Null without one.',
      { nullable: true },
    ),
    viewed_categories: jsonb('Categories viewed in the activity_window_days, those viewed most often first.', { nullable: true }),
    searched_texts: jsonb('Texts searched for in the activity_window_days, those searched for most often first.', { nullable: true }),
  },
})
