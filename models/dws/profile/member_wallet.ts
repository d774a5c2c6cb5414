import { between, bigint, date, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dws.member_wallet',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Points, coupons and benefits of each person on as_of. A count is null while nothing of the kind was ever reported: unknown, not 0.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    point_balance: bigint('Points; null without an entry in the ledger.', { nullable: true }),
    coupon_count: bigint('Coupons that can still be redeemed; null while nobody has had any.', { nullable: true }),
    coupon_ends_on: date('First day on which the next of them cannot; null without one.', { nullable: true }),
    benefit_count: bigint('Benefits granted and not used that have not ended (dwd.fct_benefit_grant); null while nobody has had any.', {
      nullable: true,
    }),
    benefit_ends_on: date('First day on which the next of them cannot be used; null without one.', { nullable: true }),
  },
  audits: [between('coupon_count', 0, null), between('benefit_count', 0, null)],
})
