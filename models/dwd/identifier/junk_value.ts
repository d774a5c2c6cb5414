import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.junk_value',
  grain: ['type', 'pattern'],
  kind: seed('seeds/identity/junk_value.csv'),
  doc: 'Placeholder values that identify nobody. As an identifier they link nothing unless a person allows them; as an attribute they are null.',
  columns: {
    type: text('Type of identifier or attribute; `*` for all.'),
    pattern: text(
      'Normalised value, or a regular expression if it starts with `^`, in any letter case. Names and cities also match without their punctuation.',
    ),
    reason: text('Origin of such values.'),
  },
})
