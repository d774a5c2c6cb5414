import { bigint, boolean, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.platform_member',
  grain: ['batch_id', 'source_line'],
  kind: full({ store: 'changes' }),
  doc:
    'Intermediate model for the accounts and identifiers: the members of the stores on platforms (marketplace, Douyin, JD) and the followers ' +
    'of the official account in one form, in every state that was ever sent. Buyers who never joined are not in these files. Not filtered by `as_of`.',
  columns: {
    source: text('Source of the account: marketplace, douyin, jd or official_account.'),
    source_account_id: text('Its id there: buyer number, open_id, pin or openid.', { personal: true }),
    open_id: text('The id with its platform, `<source>:<id>`, as an identifier of type openid; null for the marketplace.', {
      personal: true,
      nullable: true,
    }),
    phone: text('Phone of the account as sent: mostly masked, at Douyin a ciphertext.', { personal: true, nullable: true }),
    receiver_name: text('Receiver’s name on the last parcel, as sent.', { personal: true, nullable: true }),
    receiver_phone: text('Receiver’s phone on the last parcel, as sent.', { personal: true, nullable: true }),
    member_no: text('Member number that the buyer bound; null if none.', { personal: true, nullable: true }),
    city: text('City of the receiver, as sent.', { personal: true, nullable: true }),
    unionid: text('Official account: the unionid of the follower; else null.', { personal: true, nullable: true }),
    joined_at: timestamptz('When the buyer joined (入会), or the follower followed.', { nullable: true }),
    cancelled_at: timestamptz('When the follower unfollowed; null for the others.', { nullable: true }),
    updated_at: timestamptz('When the state began.', { nullable: true }),
    acquired_by: text('How it was won, as sent.', { nullable: true }),
    acquisition_campaign: text('Campaign that won it, as sent.', { nullable: true }),
    acquisition_guide_id: text('Sales guide who won it, as sent.', { nullable: true }),
    is_current: boolean('The state is the one that the source shows now.'),
    batch_id: bigint('File of the state.'),
    source_line: bigint('Line of that file.'),
  },
  audits: [
    {
      name: 'each member of a file is kept',
      severity: 'error',
      failing: `select source, sum(row_count) as rows_lost
          from (
            select 'marketplace' as source, count(*) as row_count from ods.shop_member as member
            union all
            select 'douyin', count(*) from ods.douyin_member as member
            union all
            select 'jd', count(*) from ods.jd_member as member
            union all
            select 'official_account', count(*) from ods.official_account_follower as member
            union all
            select source, -count(*) from {rows} as kept where is_current group by source) as balanced
          group by source
          having sum(row_count) <> 0`,
    },
  ],
})
