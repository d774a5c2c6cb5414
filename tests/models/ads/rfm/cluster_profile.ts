import { defineTests } from 'memberhouse'

const member = (one_id: number, cluster: number, last_purchased_on: string, purchase_count: number, monetary_amount: number) => ({
  ...{ one_id, business_line: '*', cluster, last_purchased_on, purchase_count, monetary_amount, currency: 'CNY' },
})
const given = (...members: ReturnType<typeof member>[]) => ({
  'ads.member_cluster': members.map(({ one_id, business_line, cluster }) => ({ one_id, business_line, cluster })),
  'ads.member_rfm': members.map(({ cluster: _, ...figures }) => figures),
})

export default defineTests('ads.cluster_profile', [
  {
    name: 'each cluster is compared with all buyers of the line',
    as_of: '2026-06-01',
    given: given(
      member(1, 1, '2026-05-31', 10, 900),
      member(2, 1, '2026-05-29', 5, 800),
      member(3, 2, '2026-05-02', 3, 450),
      member(4, 3, '2026-04-02', 1, 60),
      member(5, 3, '2026-03-03', 1, -10),
      member(6, 3, '2026-03-03', 1, 100),
    ),
    // In standard deviations of the logarithms, R is -1.36, 0.27 and 0.82, F 1.24, 0.29 and -0.92, M 0.87, 0.60 and -0.78.
    expect: [
      {
        ...{
          business_line: '*',
          cluster: 1,
          label_zh: '极近期，极高频，高额',
          label_en: 'very recent, very frequent, high net',
          member_count: 2,
        },
        ...{ member_share: 0.3333, net_amount: 1700, net_share: 0.7391, mean_recency_days: 2, median_recency_days: 2 },
        ...{
          mean_purchase_count: 7.5,
          median_purchase_count: 7.5,
          mean_monetary_amount: 850,
          median_monetary_amount: 850,
          currency: 'CNY',
        },
      },
      {
        ...{
          business_line: '*',
          cluster: 2,
          label_zh: '近度一般，频次一般，高额',
          label_en: 'usual recency, usual frequency, high net',
          member_count: 1,
        },
        ...{ member_share: 0.1667, net_amount: 450, net_share: 0.1957, mean_recency_days: 30, median_recency_days: 30 },
        ...{ mean_purchase_count: 3, median_purchase_count: 3, mean_monetary_amount: 450, median_monetary_amount: 450, currency: 'CNY' },
      },
      {
        ...{ business_line: '*', cluster: 3, label_zh: '久未购买，低频，低额', label_en: 'long ago, rare, low net', member_count: 3 },
        ...{ member_share: 0.5, net_amount: 150, net_share: 0.0652, mean_recency_days: 80, median_recency_days: 90 },
        ...{ mean_purchase_count: 1, median_purchase_count: 1, mean_monetary_amount: 50, median_monetary_amount: 60, currency: 'CNY' },
      },
    ],
  },
  {
    name: 'a single cluster is usual, also where the buyers cost money; a line without a net amount has no shares of it',
    as_of: '2026-06-01',
    given: given(member(1, 1, '2026-05-31', 1, -20), member(2, 1, '2026-05-31', 1, 20)),
    expect: [
      {
        ...{
          business_line: '*',
          cluster: 1,
          label_zh: '近度一般，频次一般，金额一般',
          label_en: 'usual recency, usual frequency, usual net',
        },
        ...{ member_count: 2, member_share: 1, net_amount: 0, net_share: null, mean_recency_days: 1, median_recency_days: 1 },
        ...{ mean_purchase_count: 1, median_purchase_count: 1, mean_monetary_amount: 0, median_monetary_amount: 0, currency: 'CNY' },
      },
    ],
  },
])
