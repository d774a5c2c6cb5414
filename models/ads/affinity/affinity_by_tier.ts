import { accepted, between, bigint, computed, defineModel, double, expression, text } from 'memberhouse'

export default defineModel({
  name: 'ads.affinity_by_tier',
  grain: ['business_line', 'level', 'lead', 'follow'],
  kind: computed('statistics/affinity/affinity_by_tier.ts', { store: 'changes', heavy: true }),
  doc:
    'What members of high value buy together more often than other members do: of their orders with one product, the share that also holds ' +
    'the other one, in both groups. High value is a value tier of affinity_tier_rank or more in the business line. Products that were kept, of ' +
    'the affinity_window_days before as_of. A row has affinity_least_count orders and as many members of high value, and a false discovery ' +
    'rate of at most affinity_most_false_rate.',
  columns: {
    business_line: text('Business line of the products and of the tier; `*` for all of them together.'),
    level: text('product or category.'),
    lead: text('Product code or category that leads.'),
    lead_name: text('Its name.'),
    follow: text('Product code or category that follows.'),
    follow_name: text('Its name.'),
    high_member_count: bigint('Members of high value with an order that holds both.'),
    high_basket_count: bigint('Their orders that hold both.'),
    high_lead_count: bigint('Their orders that hold the one that leads.'),
    high_confidence: double('high_basket_count / high_lead_count.'),
    other_basket_count: bigint('Orders of other members that hold both.'),
    other_lead_count: bigint('Orders of other members that hold the one that leads.'),
    other_confidence: double('other_basket_count / other_lead_count; null without such orders.', { nullable: true }),
    confidence_ratio: double(
      'high_confidence over other_confidence, with half an order of each kind added (Haldane and Anscombe): order by it to see the finds.',
    ),
    p_value: double(
      'The probability of such a difference by chance, one-sided, with members as the units: many orders of few members are no evidence (Rao ' +
        'and Scott).',
    ),
    false_discovery_rate: double('Benjamini and Hochberg, over all pairs of the line and level with enough orders.'),
  },
  audits: [
    accepted('level', ['product', 'category']),
    between('high_confidence', 0, 1),
    between('other_confidence', 0, 1),
    expression('counts are ordered', 'high_basket_count <= high_lead_count and other_basket_count <= other_lead_count'),
    expression('more often than others', 'high_confidence > coalesce(other_confidence, 0)'),
  ],
})
