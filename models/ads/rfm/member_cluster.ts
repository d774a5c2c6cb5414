import { between, bigint, computed, conserves, defineModel, integer, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_cluster',
  grain: ['one_id', 'business_line'],
  kind: computed('statistics/cluster/member_cluster.ts', { store: 'changes' }),
  doc:
    'The cluster of each buyer of ads.member_rfm, by k-means on the logarithms of R, F and M, each standardised over the buyers of the business ' +
    'line; a net amount below 1 counts as 1. The same rows have the same clusters. There are fewer clusters than cluster_count where fewer ' +
    'buyers differ. ads.cluster_profile describes each cluster.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    cluster: integer('1 for the cluster with the highest mean net amount, 2 for the next one.'),
    cluster_count: integer('Clusters that were asked for: rfm_cluster_count in dwd.parameter_span.'),
  },
  audits: [between('cluster', 1, null), conserves('ads.member_rfm', 'count(one_id)')],
})
