import { defineTests } from 'memberhouse'

const forecast = {
  ...{ one_id: 1, business_line: '*', model: 'bg_nbd', chosen_because: 'holdout', no_order_probability_180d: 0.25 },
  ...{ next_order_days: 20, next_order_least_days: 1, next_order_most_days: 90 },
}

export default defineTests('ads.member_next_order', [
  {
    name: 'the first day to come is as_of; an unlikely order has no date; a habit is of the member',
    as_of: '2026-06-15',
    given: {
      'dws.member_order_forecast': [
        forecast,
        {
          ...{ ...forecast, one_id: 2, no_order_probability_180d: 0.75 },
          ...{ next_order_days: null, next_order_least_days: null, next_order_most_days: null },
        },
      ],
      'dws.member_summary': [1, 2].map((one_id) => ({ one_id, business_line: '*', last_purchased_on: '2026-06-01' })),
      'dws.member_profile': [{ one_id: 1, usual_weekday: 5, usual_hour: 20 }],
    },
    expect: [
      {
        ...{ one_id: 1, business_line: '*', last_purchased_on: '2026-06-01', order_probability_180d: 0.75, next_order_on: '2026-07-04' },
        ...{ next_order_from_on: '2026-06-15', next_order_until_on: '2026-09-12', usual_weekday: 5, usual_hour: 20, model: 'bg_nbd' },
        validation: 'holdout',
      },
      {
        ...{ one_id: 2, business_line: '*', last_purchased_on: '2026-06-01', order_probability_180d: 0.25, next_order_on: null },
        ...{ next_order_from_on: null, next_order_until_on: null, usual_weekday: null, usual_hour: null, model: 'bg_nbd' },
        validation: 'holdout',
      },
    ],
  },
])
