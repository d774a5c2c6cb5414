import { defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.rfm_cell',
  grain: ['rfm_cell'],
  kind: seed('seeds/rules/rfm_cell.csv'),
  doc: 'Names of the eight RFM cells.',
  columns: {
    rfm_cell: text('R, F and M in this order: 1 if the score is high (high_score of dwd.rfm_method), else 0.'),
    label_zh: text('Chinese name of the cell.'),
    label_en: text('English name of the cell.'),
    trade_name_zh: text('Another name that the trade uses for the cell, in Chinese; null if there is none.', { nullable: true }),
    trade_name_en: text('The same in English.', { nullable: true }),
  },
  audits: [
    expression('three digits, each 0 or 1', "rfm_cell ~ '^[01]{3}$'"),
    {
      ...{ name: 'each of the eight cells has a row', severity: 'error' },
      failing:
        'select place::bit(3)::text as rfm_cell from generate_series(0, 7) as cells (place) ' +
        'where place::bit(3)::text not in (select row.rfm_cell from {rows} as row)',
    },
  ],
})
