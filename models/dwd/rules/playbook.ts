import { accepted, defineModel, seed, text, type Audit } from 'memberhouse'

const listed = {
  lifecycle: ['visitor', 'prospect', 'new', 'active', 'dormant', 'churned'],
  growth_stage: ['acquire', 'activate', 'grow', 'loyal', 'churn'],
  aipl: ['none', 'aware', 'interested', 'purchased', 'loyal'],
  behaviour_class: ['frequent_high_value', 'frequent', 'engaged_never_bought', 'price_sensitive', 'silent', 'ordinary'],
  strategy_class: ['loyal_high_value', 'potential_high_value', 'at_risk', 'new_or_unknown'],
  winback: ['price_sensitive', 'high_value', 'low_interaction', 'third_purchase_stop', 'lengthening_intervals'],
}
// The classes of these are the rows of other seeds.
const seeded = { rfm_cell: 'rfm_cell', rfm_segment: 'segment', value_tier: 'tier' }

const known = [
  ...Object.entries(listed).flatMap(([vocabulary, classes]) => classes.map((name) => `select '${vocabulary}', '${name}'`)),
  ...Object.entries(seeded).map(([vocabulary, column]) => `select '${vocabulary}', ${column} from dwd.${vocabulary}`),
].join(' union ')
const error = (name: string, failing: string): Audit => ({
  name,
  severity: 'error',
  failing: `with known(vocabulary, class) as (${known}) ${failing}`,
})

export default defineModel({
  name: 'dwd.playbook',
  grain: ['vocabulary', 'class'],
  kind: seed('seeds/rules/playbook.csv'),
  doc: 'What to do with the members of a class: one row for each class of each vocabulary by which members are judged.',
  columns: {
    vocabulary: text(
      'rfm_cell (dwd.rfm_cell), rfm_segment (dwd.rfm_segment), lifecycle, growth_stage, aipl, value_tier (dwd.value_tier), behaviour_class, ' +
        'strategy_class or winback.',
    ),
    class: text('A class of the vocabulary.'),
    goal_zh: text('What is to be reached, in Chinese.'),
    goal_en: text('What is to be reached.'),
    action_zh: text('What to do, in Chinese.'),
    action_en: text('What to do.'),
    content_zh: text('What to write about, in Chinese; null if the action says it.', { nullable: true }),
    content_en: text('What to write about; null if the action says it.', { nullable: true }),
    benefit_zh: text('What to offer, in Chinese; null for nothing.', { nullable: true }),
    benefit_en: text('What to offer; null for nothing.', { nullable: true }),
    channel: text('Where to begin: a channel of dwd.fct_touch, or `advertisement` for people without an account; null for any.', {
      nullable: true,
    }),
  },
  audits: [
    accepted('vocabulary', [...Object.keys(listed), ...Object.keys(seeded)]),
    accepted('channel', ['sms', 'email', 'push', 'wecom', 'mini_program', 'official_account', 'community', 'phone', 'advertisement']),
    error(
      'a known class of the vocabulary',
      'select row.* from {rows} as row where (row.vocabulary, row.class) not in (select * from known)',
    ),
    error(
      'each class of each vocabulary has a row',
      'select * from known where (vocabulary, class) not in (select row.vocabulary, row.class from {rows} as row)',
    ),
  ],
})
