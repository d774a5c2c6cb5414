import { between, bigint, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.rfm_grid',
  grain: ['business_line', 'r_score', 'f_score'],
  kind: full({ store: 'changes' }),
  doc:
    'Buyers and their net amount by R and F score: 25 rows for each business line and for all of them (`*`), those without a buyer too. ' +
    'Members are counted in each line where they bought, so the lines do not add up to `*`.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    r_score: integer('1 to 5; 5 for the most recent buyers.'),
    f_score: integer('1 to 5; 5 for the most frequent buyers.'),
    member_count: bigint('Members with these scores (ads.member_rfm).'),
    member_share: numeric('Their share of the buyers of the line, from 0 to 1; null for a line without buyers.', { nullable: true }),
    net_amount: numeric('Sum of monetary_amount.'),
    net_share: numeric(
      'Its share of the net amount of the line; below 0 or above 1 where amounts are negative. Null if the line has none.',
      {
        nullable: true,
      },
    ),
    average_net_amount: numeric('net_amount for each member; null without members.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts: the reporting currency.'),
    rules_version: text('Version of the rules (dws.rfm_rule).'),
  },
  audits: [
    between('member_count', 0, null),
    between('member_share', 0, 1),
    expression('no members, no amount', 'member_count > 0 or net_amount = 0'),
    {
      ...{ name: 'a row for each of the 25 pairs', severity: 'error' },
      failing: 'select business_line from {rows} group by business_line having count(*) <> 25',
    },
    {
      ...{ name: 'counts and amounts are those of ads.member_rfm', severity: 'error' },
      failing: `select * from
        (select business_line, sum(member_count) as member_count, sum(net_amount) as net_amount
          from {rows} as rows where member_count > 0 group by business_line) as grid
        full join (select business_line, count(*) as member_count, sum(monetary_amount) as net_amount
          from ads.member_rfm group by business_line) as members using (business_line)
        where (grid.member_count, grid.net_amount) is distinct from (members.member_count, members.net_amount)`,
    },
  ],
})
