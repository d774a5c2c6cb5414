import { between, bigint, defineModel, full, integer, numeric, text } from 'memberhouse'

const figures = (letter: string, unit: string) => ({
  mean: numeric(`Mean ${letter} of the members, ${unit}.`),
  median: numeric(`Median ${letter}, ${unit}.`),
})
const [r, f, m] = [figures('R', 'in days'), figures('F', 'in purchases'), figures('M', 'in currency')]

export default defineModel({
  name: 'ads.cluster_profile',
  grain: ['business_line', 'cluster'],
  kind: full({ store: 'changes' }),
  doc: 'What the members of each cluster (ads.member_cluster) have in common, compared with all buyers of the business line.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    cluster: integer('1 for the cluster with the highest mean net amount.'),
    label_zh: text('The same as label_en, in Chinese.'),
    label_en: text(
      'Where the mean logarithms of R, F and M are among those of all buyers of the line: a third of a standard deviation from their mean or more ' +
        '(recent, rare, high), a whole one or more (very), or usual.',
    ),
    member_count: bigint('Members.'),
    member_share: numeric('Their share of the buyers of the line, from 0 to 1.'),
    net_amount: numeric('Sum of their M.'),
    net_share: numeric('Its share of the net amount of the line; null if the line has none.', { nullable: true }),
    mean_recency_days: r.mean,
    median_recency_days: r.median,
    mean_purchase_count: f.mean,
    median_purchase_count: f.median,
    mean_monetary_amount: m.mean,
    median_monetary_amount: m.median,
    currency: text('ISO 4217 code of the amounts: the reporting currency.'),
  },
  audits: [
    between('member_share', 0, 1),
    {
      ...{ name: 'each cluster has a label of its own: else rfm_cluster_count may be too high', severity: 'warn' },
      failing: 'select business_line, label_en from {rows} group by business_line, label_en having count(*) > 1',
    },
    {
      ...{ name: 'clusters are in order of their mean M', severity: 'error' },
      failing:
        'select row.* from {rows} as row inner join {rows} as above on above.business_line = row.business_line ' +
        'and above.cluster = row.cluster - 1 where above.mean_monetary_amount < row.mean_monetary_amount',
    },
  ],
})
