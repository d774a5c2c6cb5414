import { defineTests } from 'memberhouse'

const of = (one_id: number, choice: string, value: string, day_count: number, all_day_count: number) => ({
  ...{ one_id, choice, value, day_count, all_day_count },
})

export default defineTests('dws.member_preference', [
  {
    name: 'a preference has three days, and its share after two other days are added',
    given: {
      'dws.profile_rule': [
        { name: 'preference_least_count', value: 3 },
        { name: 'preference_weight_count', value: 2 },
        { name: 'hour_least_rate', value: 0.25 },
        { name: 'weekday_least_rate', value: 0.25 },
        { name: 'category_least_rate', value: 0.2 },
      ],
      'dws.member_habit': [
        // 3 / (10 + 2) is a quarter; 3 / (11 + 2) is less.
        of(1, 'hour', '20', 3, 10),
        of(1, 'weekday', '6', 3, 11),
        // All of two days is not enough.
        of(2, 'hour', '9', 2, 2),
      ],
      'dws.member_interest': [of(1, 'category', 'serum', 3, 13), of(3, 'category', 'nuts', 5, 5)],
    },
    expect: [
      { one_id: 1, usual_hour: 20, usual_weekday: null, preferred_category: 'serum' },
      { one_id: 3, usual_hour: null, usual_weekday: null, preferred_category: 'nuts' },
    ],
  },
])
