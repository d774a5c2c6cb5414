import { defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.rfm_cell',
  grain: ['rfm_cell'],
  kind: seed('seeds/rules/rfm_cell.csv'),
  doc: 'Names of the eight RFM cells.',
  columns: {
    rfm_cell: text('R, F and M in this order: 1 if the score is high, 4 or 5, else 0.'),
    label_zh: text('Chinese name of the cell.'),
    label_en: text('English name of the cell.'),
  },
  audits: [expression('three digits, each 0 or 1', "rfm_cell ~ '^[01]{3}$'")],
})
