import { defineTests } from 'memberhouse'

const rate = { currency: 'CNY', reporting_currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }
const order = {
  business_line: '*',
  sold_on: '2026-03-01',
  effective_on: '2026-03-01',
  order_count: 1,
  returned_order_count: 0,
  line_count: 1,
  unit_count: 2,
  gross_amount: 10,
  returned_amount: 0,
  unmatched_returned_amount: 0,
  net_amount: 10,
  counted_net_amount: 10,
  merchandise_net_amount: 10,
  exchange_rate: 1 as number | null,
}
const returned = (amount: number, effective_on: string) => ({
  ...{
    ...order,
    effective_on,
    order_count: 0,
    line_count: 0,
    unit_count: 0,
    gross_amount: 0,
    returned_amount: amount,
    net_amount: -amount,
  },
  ...{ counted_net_amount: -amount, merchandise_net_amount: -amount, returned_order_count: 1 },
})
const unreported = { ...order, returned_order_count: null, returned_amount: null, unmatched_returned_amount: null }
const day = {
  one_id: 1,
  business_line: '*',
  sold_on: '2026-03-01',
  order_count: 1,
  converted_order_count: 1,
  net_amount: 10,
  counted_net_amount: 10,
}
const person = { business_line: '*', membership: 'member', first_purchased_on: '2026-02-01' }

export default defineTests('ads.kpi_daily', [
  {
    name: 'sales are those of members, visitors, excluded people and, the rest, anonymous customers; buyers are members',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [order, order, order, order, { ...order, business_line: 'beauty' }],
      'dws.member_day': [day, { ...day, one_id: 2 }, { ...day, one_id: 3 }, { ...day, business_line: 'beauty' }],
      'dws.member_summary': [
        { ...person, one_id: 1, first_purchased_on: '2026-03-01' },
        { ...person, one_id: 1, business_line: 'beauty', first_purchased_on: '2026-03-01' },
        { ...person, one_id: 2, membership: 'visitor', first_purchased_on: '2026-03-01' },
        { ...person, one_id: 3, membership: 'excluded' },
      ],
    },
    expect: [
      {
        ...{ business_on: '2026-03-01', currency: 'CNY', order_count: 4, line_count: 4, unit_count: 8, gross_amount: 40, net_amount: 40 },
        ...{ member_net_amount: 10, visitor_net_amount: 10, excluded_net_amount: 10, buyer_count: 1, new_buyer_count: 1 },
        ...{ average_order_amount: 10, average_buyer_amount: 10, net_by_return_day_amount: 40 },
      },
    ],
  },
  {
    name: 'a return reduces the sale day, and for finance its own day, which has a row for it; one on as_of does not count yet',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [order, returned(4, '2026-03-05'), { ...returned(6, '2026-06-01'), order_count: -1, returned_order_count: 0 }],
    },
    expect: [
      {
        ...{ business_on: '2026-03-01', order_count: 1, returned_order_count: 1, unit_count: 2, gross_amount: 10, returned_amount: 4 },
        ...{ net_amount: 6, net_by_return_day_amount: 10, merchandise_net_amount: 6, average_order_amount: 6 },
      },
      {
        ...{
          business_on: '2026-03-05',
          order_count: 0,
          returned_order_count: 0,
          unit_count: 0,
          gross_amount: 0,
          returned_amount: 0,
          net_amount: 0,
        },
        ...{ net_by_return_day_amount: -4, merchandise_net_amount: 0, average_order_amount: null, average_buyer_amount: null },
      },
    ],
  },
  {
    name: 'returns are unknown on a day of sources that report none, and those reported otherwise',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [unreported, { ...unreported, sold_on: '2026-03-02', effective_on: '2026-03-02' }, order],
    },
    expect: [
      { business_on: '2026-03-01', order_count: 2, returned_order_count: 0, returned_amount: 0, unmatched_returned_amount: 0 },
      { business_on: '2026-03-02', order_count: 1, returned_order_count: null, returned_amount: null, unmatched_returned_amount: null },
    ],
  },
  {
    name: 'an unmatched return counts on its own day, and in no average per order',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [
        { ...order, gross_amount: 100, net_amount: 100, counted_net_amount: 100 },
        {
          ...{ ...order, order_count: 0, line_count: 0, unit_count: 0, gross_amount: 0, returned_amount: 500, net_amount: -500 },
          ...{ unmatched_returned_amount: 500, counted_net_amount: 0 },
        },
      ],
    },
    expect: [
      {
        ...{ business_on: '2026-03-01', order_count: 1, net_amount: -400, returned_amount: 500, unmatched_returned_amount: 500 },
        average_order_amount: 100,
      },
    ],
  },
  {
    name: 'a second purchase does not make a new buyer, nor do unmatched returns make a buyer or lower the average of buyers',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [order, order],
      'dws.member_day': [
        { ...day, net_amount: 20, counted_net_amount: 20 },
        { ...day, one_id: 2, order_count: 0, converted_order_count: 0, net_amount: -300, counted_net_amount: 0 },
      ],
      'dws.member_summary': [
        { ...person, one_id: 1 },
        { ...person, one_id: 2 },
      ],
    },
    expect: [{ order_count: 2, buyer_count: 1, new_buyer_count: 0, average_buyer_amount: 20 }],
  },
  {
    name: 'amounts are converted; an order without a rate counts in no amount',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.order_summary': [
        { ...order, exchange_rate: 0.9 },
        { ...order, exchange_rate: null },
        { ...order, sold_on: '2026-03-02', effective_on: '2026-03-02', exchange_rate: null },
      ],
      'dws.member_day': [{ ...day, sold_on: '2026-03-02', converted_order_count: 0, net_amount: 0, counted_net_amount: 0 }],
      'dws.member_summary': [{ ...person, one_id: 1 }],
    },
    expect: [
      {
        ...{ business_on: '2026-03-01', order_count: 2, gross_amount: 9, net_amount: 9, net_by_return_day_amount: 9 },
        ...{ average_order_amount: 9, buyer_count: 0, member_net_amount: 0 },
      },
      {
        ...{
          business_on: '2026-03-02',
          order_count: 1,
          gross_amount: 0,
          net_amount: 0,
          net_by_return_day_amount: 0,
          average_order_amount: null,
        },
        ...{ buyer_count: 1, member_net_amount: 0, average_buyer_amount: null },
      },
    ],
  },
])
