import { between, date, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.aipl_rule',
  grain: ['judged_on', 'step'],
  kind: full({ store: 'changes' }),
  doc:
    'For how long what a person did counts towards each AIPL stage, at the last 24 month starts: parameters of AIPL ' +
    '(dwd.parameter_span) that are in force on that day.',
  columns: {
    judged_on: date('The month start; what happened before it counts.'),
    step: integer(
      'Place of the stage: 1 (aware) to 4 (loyal). The highest step that a person reaches is the stage (warehouse.aipl_stage).',
    ),
    day_count: integer('Days for which it counts.'),
    loyal_count: integer('Purchases within these days that make somebody loyal.'),
    rules_version: text('Version of the rules (dws.lifecycle_rule).'),
  },
  audits: [between('day_count', 1, null)],
})
