import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.agreeing_attribute',
  grain: ['type'],
  kind: seed('seeds/identity/agreeing_attribute.csv'),
  doc: 'Attributes that can confirm a weak identifier: it links two accounts only if one of them agrees.',
  columns: { type: text('Type of identifier (dwd.identifier).'), reason: text('Reason.') },
})
