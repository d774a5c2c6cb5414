import { accepted, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.rule_edition',
  grain: ['vocabulary', 'business_line'],
  kind: full({ store: 'changes' }),
  doc: 'Which edition of each table of classes is in force in each business line on as_of, exclusive.',
  columns: {
    vocabulary: text('growth_stage, behaviour_class or strategy_class: the seed dwd.<vocabulary>.'),
    business_line: text('Business line; `*` for all of them.'),
    rule_line: text('Business line of the rows of the edition: its own, or `*`.'),
    effective_from: date('The edition.'),
    rules_version: text('Changes with each row of the edition.'),
  },
  audits: [accepted('vocabulary', ['growth_stage', 'behaviour_class', 'strategy_class'])],
})
