import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.agreeing_attribute',
  grain: ['type'],
  kind: seed('seeds/identity/agreeing_attribute.csv'),
  doc: 'Attributes of which one must agree before a weak identifier links two accounts.',
  columns: { type: text('Type of identifier (dwd.identifier).'), reason: text('Why.') },
})
