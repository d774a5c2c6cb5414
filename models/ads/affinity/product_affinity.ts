import { accepted, between, bigint, computed, defineModel, double, expression, integer, text, warn } from 'memberhouse'

export default defineModel({
  name: 'ads.product_affinity',
  grain: ['business_line', 'level', 'basis', 'lead', 'follow'],
  kind: computed('statistics/affinity/product_affinity.ts', { store: 'changes', heavy: true }),
  doc:
    'What is bought together: rules "these products, then that one", up to three lead. Products that were kept, of the affinity_window_days ' +
    'before as_of; accounts excluded by a rule are left out. A rule has the support, count and confidence of the parameters affinity_*, and ' +
    'its false discovery rate is at most affinity_most_false_rate. A rule of which a part has at least its confidence says no more, and is left out.',
  columns: {
    business_line: text('Business line of the products; `*` for all of them together.'),
    level: text('product: rules between products; category: rules between categories.'),
    basis: text(
      'basket: bought in one order, anonymous ones included; member: bought by one member, in whichever orders. Visitors are in no basket of ' +
        'this kind.',
    ),
    lead: text('Product codes or categories that lead, in order, joined by ` + `.'),
    lead_name: text('Their names.'),
    lead_item_count: integer('How many lead: 1 to 3.'),
    follow: text('Product code or category that follows.'),
    follow_name: text('Its name.'),
    basket_count: bigint('Baskets (or members) with all of them.'),
    lead_count: bigint('Baskets with those that lead.'),
    follow_count: bigint('Baskets with the one that follows.'),
    total_count: bigint('All baskets.'),
    least_count: bigint(
      'Baskets that a rule needed: by the parameters, or, where more than 10,000 sets of items had as many, twice that, and so on. Large ' +
        'baskets hold more sets than anyone reads.',
    ),
    support: double('basket_count / total_count.'),
    confidence: double('basket_count / lead_count: how often the one that follows is there too.'),
    lift: double('confidence / (follow_count / total_count): how many times as often as in all baskets.'),
    p_value: double("Fisher's exact test, one-sided: the probability of so many baskets by chance. Baskets count as independent."),
    false_discovery_rate: double(
      'Benjamini and Hochberg, over all rules of the line, level and basis with enough support: the share of false ones among the rules up to ' +
        'this one.',
    ),
  },
  audits: [
    accepted('level', ['product', 'category']),
    accepted('basis', ['basket', 'member']),
    between('lead_item_count', 1, 3),
    between('support', 0, 1),
    between('confidence', 0, 1),
    expression(
      'counts are ordered',
      'basket_count <= least(lead_count, follow_count) and greatest(lead_count, follow_count) <= total_count',
    ),
    warn({
      ...{ name: 'there are rules', severity: 'error' },
      failing: 'select where not exists (select from {rows}) and exists (select from dws.order_product)',
    }),
  ],
})
