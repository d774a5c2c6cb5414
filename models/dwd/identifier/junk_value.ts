import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.junk_value',
  grain: ['type', 'pattern'],
  kind: seed('seeds/identity/junk_value.csv'),
  doc: 'Placeholder values that identify nobody. They link nothing unless a person allows them.',
  columns: {
    type: text('Type of identifier; `*` for all types.'),
    pattern: text('Normalised value, or a regular expression if it starts with `^`.'),
    reason: text('Origin of such values.'),
  },
})
