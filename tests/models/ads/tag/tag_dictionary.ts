import { defineTests } from 'memberhouse'

const value = (tag: string, value: string, member_count: number) => ({ vocabulary: '*', class: '*', tag, value, member_count })

export default defineTests('ads.tag_dictionary', [
  {
    name: 'coverage, most frequent values, and quartiles of numbers by size',
    given: {
      'dwd.tag': [
        { tag: 'view_count', tag_group: 'behaviour', type: 'number' },
        { tag: 'city', type: 'text' },
        { tag: 'procedure', type: 'text' },
      ],
      'dws.tag_value': [
        value('*', '*', 8),
        value('view_count', '*', 4),
        value('view_count', '2', 1),
        value('view_count', '10', 2),
        value('view_count', '100', 1),
        value('city', '*', 3),
        value('city', '上海', 2),
        value('city', '北京', 1),
        { ...value('city', '北京', 1), vocabulary: 'value_tier', class: 'gold' },
      ],
    },
    expect: [
      {
        ...{ tag: 'view_count', tag_group: 'behaviour', member_count: 4, coverage: 0.5, value_count: 3 },
        top_values: [
          { value: '10', member_count: 2, share: 0.5 },
          { value: '100', member_count: 1, share: 0.25 },
          { value: '2', member_count: 1, share: 0.25 },
        ],
        ...{ least_value: '2', lower_quartile: '2', median: '10', upper_quartile: '10', largest_value: '100' },
      },
      {
        ...{ tag: 'city', member_count: 3, coverage: 0.375, value_count: 2, median: null },
        top_values: [
          { value: '上海', member_count: 2, share: 0.667 },
          { value: '北京', member_count: 1, share: 0.333 },
        ],
      },
      { tag: 'procedure', member_count: 0, coverage: 0, value_count: 0, top_values: null },
    ],
  },
])
