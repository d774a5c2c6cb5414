import { boolean, defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.event_type',
  grain: ['source_event_type'],
  kind: seed('seeds/event_type.csv'),
  doc: 'The one vocabulary of event types, and the words of the sources for them.',
  columns: {
    source_event_type: text('Type as a source sends it. Several can be of one event_type.'),
    event_type: text('Type in dwd.fct_event.'),
    is_engagement: boolean('The person did it by themselves, so that it counts as engagement.'),
    meaning: text('What the person did.'),
  },
  audits: [expression('`other` is reserved: in dwd.fct_event it is a type without a row here', "event_type <> 'other'")],
})
