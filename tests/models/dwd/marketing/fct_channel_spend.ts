import { defineTests } from 'memberhouse'

const day = { spent_on: '2026-03-01', channel: 'mini', medium: 'feed_ads', spend_amount: 10.5, currency: 'CNY' }

export default defineTests('dwd.fct_channel_spend', [
  {
    name: 'what a medium does not count is not zero',
    given: {
      'ods.channel_spend': [
        { ...day, impression_count: 400, click_count: 5 },
        { ...day, medium: 'creators' },
      ],
    },
    expect: [
      { ...day, impression_count: 400, click_count: 5 },
      { ...day, medium: 'creators', impression_count: null, click_count: null },
    ],
  },
])
