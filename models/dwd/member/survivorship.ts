import { accepted, defineModel, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.survivorship',
  grain: ['attribute', 'source'],
  kind: seed('seeds/identity/survivorship.csv'),
  doc: 'Which source is believed for which attribute of a member (dwd.member). A source without a row is believed last.',
  columns: {
    attribute: text('Attribute of the member.'),
    source: text('Source that writes it.'),
    priority: integer('1 is believed first; equal ones are told apart by `prefer`.'),
    prefer: text('recency: the newest value; completeness: that of the account of which most is known.'),
    reason: text('Why.'),
  },
  audits: [accepted('prefer', ['recency', 'completeness'])],
})
