import { defineTests } from 'memberhouse'

const value = (tag: string, value: string, class_: string, member_count: number) => ({
  ...{ vocabulary: 'value_tier', class: class_, tag, value, member_count },
})

const gold = { vocabulary: 'value_tier', class: 'gold', tag: 'city' }
const silver = { ...gold, class: 'silver' }
const ordinary = { ...gold, class: 'ordinary' }

export default defineTests('ads.tier_profile', [
  {
    name: 'a share of the class against that of all members; rare values and dates are left out',
    given: {
      'ads.tag_dictionary': [
        { tag: 'city', type: 'text', value_count: 3 },
        { tag: 'registered_on', type: 'date', value_count: 1 },
      ],
      'dws.tag_value': [
        value('city', '*', 'gold', 100),
        value('city', '上海', 'gold', 75),
        value('city', '北京', 'gold', 25),
        value('city', '*', 'silver', 100),
        value('city', '上海', 'silver', 45),
        value('city', '北京', 'silver', 54),
        value('city', '拉萨', 'silver', 1),
        value('city', '*', 'ordinary', 200),
        value('city', '上海', 'ordinary', 80),
        value('city', '北京', 'ordinary', 120),
        { ...value('city', '*', '*', 400), vocabulary: '*' },
        value('registered_on', '*', 'gold', 100),
        value('registered_on', '2026-01', 'gold', 100),
      ],
    },
    // 上海: 200 of 400. Gold: 0.25 above it, with a standard error of √(0.5 × 0.5 / 100) = 0.05. 拉萨 is rare.
    expect: [
      { ...gold, value: '上海', member_count: 75, known_count: 100, share: 0.75, all_share: 0.5, index_value: 150, z_score: 5 },
      { ...gold, value: '北京', member_count: 25, known_count: 100, share: 0.25, all_share: 0.498, index_value: 50, z_score: -5 },
      { ...silver, value: '上海', member_count: 45, known_count: 100, share: 0.45, all_share: 0.5, index_value: 90, z_score: -1 },
      { ...silver, value: '北京', member_count: 54, known_count: 100, share: 0.54, all_share: 0.498, index_value: 109, z_score: 0.9 },
      { ...ordinary, value: '上海', member_count: 80, known_count: 200, share: 0.4, all_share: 0.5, index_value: 80, z_score: -2.8 },
      { ...ordinary, value: '北京', member_count: 120, known_count: 200, share: 0.6, all_share: 0.498, index_value: 121, z_score: 2.9 },
    ],
  },
  {
    name: 'a number of many values falls into a quarter of all members',
    given: {
      'ads.tag_dictionary': [{ tag: 'view_count', type: 'number', value_count: 25, lower_quartile: '0', median: '0', upper_quartile: '9' }],
      'dws.tag_value': [
        value('view_count', '*', 'gold', 4),
        value('view_count', '0', 'gold', 1),
        value('view_count', '9', 'gold', 1),
        value('view_count', '10', 'gold', 2),
      ],
    },
    expect: [
      { class: 'gold', value: '<= 0', member_count: 1, share: 0.25 },
      { class: 'gold', value: '<= 9', member_count: 1, share: 0.25 },
      { class: 'gold', value: '> 9', member_count: 2, share: 0.5 },
    ],
  },
])
