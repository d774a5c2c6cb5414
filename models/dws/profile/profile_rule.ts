import { defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.profile_rule',
  grain: ['name'],
  kind: full({ store: 'changes' }),
  doc: 'Windows and bounds by which the tags of members are judged on as_of: parameters of dwd.parameter_span for all business lines.',
  columns: {
    name: text('Name of the parameter.'),
    value: numeric('Its value, in the unit at the end of the name.'),
    rules_version: text('Changes with each of these parameters; the same on all rows.'),
  },
})
