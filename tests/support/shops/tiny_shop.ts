import {
  append,
  bigint,
  boolean,
  date,
  expression,
  full,
  integer,
  numeric,
  source,
  text,
  tombstone,
} from '../../../engine/project/contract.ts'
import type { Definition } from '../../../engine/project/read_project.ts'
import { crossAudit, model, segment } from '../project.ts'

/**
 * A shop in seven relations: a keyed source with deletions, an append-only source, facts by change, sums by version and by change,
 * an aggregate over both, and a segment; with a cross-model audit. `broken` makes the audit of one model fail.
 */
export const tinyShop = ({ broken = false }: { broken?: boolean } = {}): Definition[] => [
  model('ods.order', {
    kind: source({ files: 'order_*.csv', key: ['order_id'], deletion: tombstone('is_deleted'), max_rejected_rate: 1 }),
    columns: {
      order_id: text('Number of the order.'),
      member_id: bigint('Who bought.', { nullable: true }),
      ordered_on: date('When.', { nullable: true }),
      amount: numeric('For how much.', { nullable: true }),
      is_deleted: boolean('Whether it is gone.', { nullable: true }),
    },
  }),
  model('ods.visit', {
    kind: source({ files: 'visit_*.csv', deletion: append(), max_rejected_rate: 1 }),
    columns: { member_id: bigint('Who came.', { nullable: true }), visited_on: date('When.', { nullable: true }) },
  }),
  model(
    'dwd.fct_order',
    {
      grain: ['order_id'],
      kind: full({ store: 'changes' }),
      columns: {
        order_id: text('Number of the order.'),
        member_id: bigint('Who bought.', { nullable: true }),
        ordered_on: date('When.'),
        amount: numeric('For how much.'),
      },
    },
    `select
         order_id, member_id, coalesce(ordered_on, '2000-01-01') as ordered_on, coalesce(amount, 0) as amount
     from ods.order`,
  ),
  model(
    'dws.member_day',
    {
      grain: ['member_id', 'ordered_on'],
      kind: full({ store: 'changes' }),
      columns: { member_id: bigint('Who bought.'), ordered_on: date('When.'), amount: numeric('For how much.') },
      audits: broken ? [expression('nothing is right', 'false')] : [],
    },
    `select member_id, ordered_on, sum(amount) as amount from dwd.fct_order where member_id is not null group by member_id, ordered_on`,
  ),
  model(
    'dws.member_state',
    {
      grain: ['member_id'],
      kind: full(),
      columns: {
        member_id: bigint('Who bought or came.'),
        days_since: integer('Days since the last order.', { nullable: true }),
        visit_count: bigint('Visits.'),
        amount: numeric('Bought for.'),
      },
    },
    `with
     bought as (
         select member_id, max(ordered_on) as last_on, sum(amount) as amount
         from dws.member_day
         where ordered_on < warehouse.as_of()
         group by member_id
     ),
     came as (
         select member_id, count(*) as visit_count
         from ods.visit
         where visited_on < warehouse.as_of() and member_id is not null
         group by member_id
     )
     select
         coalesce(bought.member_id, came.member_id) as member_id,
         warehouse.as_of() - bought.last_on as days_since,
         coalesce(came.visit_count, 0) as visit_count,
         coalesce(bought.amount, 0) as amount
     from bought full join came on came.member_id = bought.member_id`,
  ),
  model(
    'ads.total',
    {
      grain: ['measure'],
      kind: full(),
      columns: { measure: text('What is summed.'), value: numeric('Its sum.') },
    },
    `select 'orders' as measure, coalesce(sum(amount), 0) as value from dwd.fct_order
     union all
     select 'members' as measure, coalesce(sum(amount), 0) as value from dws.member_state
     union all
     select 'as_of' as measure, (warehouse.as_of() - date '2000-01-01')::numeric as value`,
  ),
  segment(
    'spenders',
    { columns: { one_id: bigint('Who.'), amount: numeric('Bought for.') } },
    `select member_id as one_id, amount from dws.member_state where amount >= 50`,
  ),
  crossAudit(
    'members_in_total',
    `select total.value
     from ads.total
     where total.measure = 'members' and total.value <> (select coalesce(sum(member_state.amount), 0) from dws.member_state)`,
  ),
]
