import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.junk_value',
  grain: ['type', 'pattern'],
  kind: seed('seeds/identity/junk_value.csv'),
  doc: 'Values that name nobody; they link nothing, until a person allows them.',
  columns: {
    type: text('Type of identifier that they stand in, `*` for all.'),
    pattern: text('The normalised value, or with `^` at its beginning a regular expression.'),
    reason: text('Where such values come from.'),
  },
})
