import { bigint, boolean, defineModel, full, integer, jsonb, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_origin',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Who each person is and how they came.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    source_account_ids: text('Ids of the accounts seen before as_of, as their sources have them, sorted and separated by commas.', {
      personal: true,
    }),
    country: text('Country of the account that was first seen last.'),
    gender: text('f or m; null if unknown.', { nullable: true }),
    city: text('City; null if unknown.', { nullable: true }),
    birth_month: integer('Month of birth, 1 to 12; null if unknown.', { nullable: true, personal: true }),
    birth_year: integer('Year of birth; null if unknown.', { nullable: true, personal: true }),
    sources: jsonb('Sources of the accounts seen before as_of.'),
    acquired_by: text(
      'How the first account that says so was won (dwd.account): advertisement, search, store, guide, invitation or direct. Null if none says so.',
      { nullable: true },
    ),
    invited_count: bigint('Accounts that joined by invitation of the person; null while no source names who invited.', { nullable: true }),
    is_follower: boolean('Follows the official account; null if the person never did.', { nullable: true }),
  },
})
