import { defineTests } from 'memberhouse'

const stockOut = {
  stock_out_id: 'O1',
  product_code: 'B1',
  store_code: 'SHOP01',
  started_on: '2026-03-01',
  ended_on: '2026-03-05' as string | null,
}

export default defineTests('dwd.fct_stock_out', [
  {
    name: 'an open span has no end, and an unknown product no key',
    given: {
      'dwd.dim_product': [{ product_key: 1, code_system: 'catalogue', product_code: 'B1', business_line: 'beauty' }],
      'ods.stock_out': [stockOut, { ...stockOut, stock_out_id: 'O2', product_code: 'B2', ended_on: null }],
    },
    expect: [
      { stock_out_id: 'O1', product_key: 1, business_line: 'beauty', starts_on: '2026-03-01', ends_before: '2026-03-05' },
      { stock_out_id: 'O2', product_key: null, business_line: null, starts_on: '2026-03-01', ends_before: null },
    ],
  },
  {
    name: 'a span overlaps one that started earlier and has not ended; one that starts as another ends does not',
    given: {
      'ods.stock_out': [
        stockOut,
        { ...stockOut, stock_out_id: 'O2', started_on: '2026-03-05', ended_on: '2026-03-06' },
        { ...stockOut, stock_out_id: 'O3', store_code: 'APP01', started_on: '2026-03-02' },
        { ...stockOut, stock_out_id: 'O4', store_code: 'MINI01', ended_on: null },
        { ...stockOut, stock_out_id: 'O5', store_code: 'MINI01', started_on: '2026-05-01', ended_on: '2026-05-02' },
        { ...stockOut, stock_out_id: 'O6', store_code: 'MINI01' },
      ],
    },
    expect: [
      { stock_out_id: 'O1', is_overlapping: false },
      { stock_out_id: 'O2', is_overlapping: false },
      { stock_out_id: 'O3', is_overlapping: false },
      { stock_out_id: 'O4', is_overlapping: false },
      { stock_out_id: 'O5', is_overlapping: true },
      { stock_out_id: 'O6', is_overlapping: true },
    ],
  },
])
