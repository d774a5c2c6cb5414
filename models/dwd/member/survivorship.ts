import { accepted, defineModel, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.survivorship',
  grain: ['attribute', 'source'],
  kind: seed('seeds/identity/survivorship.csv'),
  doc: 'Which source takes precedence for each attribute of a member (dwd.member). A source without a row comes last.',
  columns: {
    attribute: text('Attribute of the member.'),
    source: text('Source that writes it.'),
    priority: integer('1 comes first; `prefer` decides between equal priorities.'),
    prefer: text('recency: the value that was given last; completeness: the value of the account with the most attributes.'),
    reason: text('Reason.'),
  },
  audits: [accepted('prefer', ['recency', 'completeness'])],
})
