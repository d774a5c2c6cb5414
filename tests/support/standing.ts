import { bigint, date, full, integer, numeric, source, text, wholeFile } from '../../engine/project/contract.ts'
import type { Definition } from '../../engine/project/read_project.ts'
import { model } from './project.ts'

const nullable = { nullable: true }
const given = (name: string, key: string[], columns: Parameters<typeof model>[1]['columns']) =>
  model(`ods.given_${name}`, { kind: source({ files: `given_${name}_*.csv`, key, deletion: wholeFile(), max_closed_rate: 1 }), columns })
const made = (name: string, columns: Parameters<typeof model>[1]['columns'], grain: string[], select: string) =>
  model(name, { kind: full({ store: 'changes' }), grain, columns }, select)

const counts = { order_count: bigint('Orders.'), line_count: bigint('Lines.'), discounted_line_count: bigint('Lines.') }
const money = {
  ...{ unit_count: bigint('Units.'), gross_amount: numeric('Sold.'), returned_amount: numeric('Returned.'), net_amount: numeric('Net.') },
  ...{ counted_net_amount: numeric('Net.'), discount_amount: numeric('Off.'), cost_amount: numeric('Cost.', nullable) },
  ...{ costed_net_amount: numeric('Net.'), exchange_rate: numeric('Rate.') },
}
const days = { business_line: text('Line.'), sold_on: date('When.'), effective_on: date('When.') }

/** Sources of accounts, sales and acts, and from them the relations that the models of where members stand read of DWD and DWS. */
export const standingFacts: Definition[] = [
  given('account', ['account_key'], { account_key: bigint('Who.'), one_id: bigint('Person.'), registered_on: date('When.', nullable) }),
  given('sale', ['sale_id'], {
    ...{ sale_id: bigint('Which.'), account_key: bigint('Who.'), line: text('Line.'), sold_on: date('When.'), amount: integer('Money.') },
  }),
  given('act', ['act_id'], {
    act_id: bigint('Which.'),
    account_key: bigint('Who.'),
    acted_on: date('When.'),
    interested: integer('0 or 1.'),
  }),
  given('parameter', ['name', 'effective_from'], { name: text('Name.'), effective_from: date('From.'), value: numeric('Value.') }),
  made(
    'dwd.one_id_map',
    { account_key: bigint('Who.'), one_id: bigint('Person.') },
    ['account_key'],
    'select account_key, one_id from ods.given_account',
  ),
  made(
    'dwd.observed_source',
    { source: text('Source.'), first_on: date('First.'), last_on: date('Last.') },
    ['source'],
    `select 'ods.event'::text as source, date '2025-01-01' as first_on, date '2026-12-31' as last_on`,
  ),
  made(
    'dwd.parameter',
    { name: text('Name.'), business_line: text('Line.'), effective_from: date('From.'), value: numeric('Value.') },
    ['name', 'business_line', 'effective_from'],
    `select name, '*'::text as business_line, effective_from, value from ods.given_parameter`,
  ),
  made(
    'dws.member_status',
    {
      ...{ one_id: bigint('Person.'), membership: text('Member.'), account_count: bigint('Accounts.'), first_seen_on: date('When.') },
      ...{ registered_on: date('When.', nullable), cancelled_on: date('When.', nullable) },
      engagement_observed_from: date('When.', nullable),
    },
    ['one_id'],
    `select one_id, case when min(registered_on) < warehouse.as_of() then 'member' else 'visitor' end as membership,
         count(*) as account_count, date '2025-03-15' as first_seen_on,
         min(registered_on) filter (where registered_on < warehouse.as_of()) as registered_on, null::date as cancelled_on,
         case when min(account_key) % 3 > 0 then date '2025-03-15' end as engagement_observed_from
     from ods.given_account group by one_id`,
  ),
  made(
    'dws.member_act_month',
    {
      ...{ one_id: bigint('Person.'), month_on: date('Month.'), engaged_day_count: bigint('Days.'), act_count: bigint('Acts.') },
      ...{ last_engaged_on: date('When.', nullable), last_interested_on: date('When.', nullable), touch_count: bigint('None.') },
      ...{ last_touched_on: date('When.', nullable), last_aware_on: date('When.', nullable) },
    },
    ['one_id', 'month_on'],
    `select one_id, date_trunc('month', acted_on)::date as month_on, count(distinct acted_on) as engaged_day_count, count(*) as act_count,
         max(acted_on) as last_engaged_on, max(acted_on) filter (where interested = 1) as last_interested_on, 0::bigint as touch_count,
         null::date as last_touched_on, max(acted_on) as last_aware_on
     from ods.given_act inner join ods.given_account using (account_key) where acted_on < warehouse.as_of() group by one_id, month_on`,
  ),
  made(
    'dws.account_day',
    { account_key: bigint('Who.'), ...days, ...counts, ...money },
    ['account_key', 'business_line', 'sold_on'],
    `select account_key, lines.business_line, sold_on, sold_on as effective_on, count(*) as order_count, count(*) as line_count,
         sum(amount % 2)::bigint as discounted_line_count, count(*) as unit_count, sum(amount)::numeric as gross_amount,
         0::numeric as returned_amount, sum(amount)::numeric as net_amount, sum(amount)::numeric as counted_net_amount,
         0::numeric as discount_amount, null::numeric as cost_amount, 0::numeric as costed_net_amount, 1::numeric as exchange_rate
     from ods.given_sale cross join lateral (values ('*'), (line)) as lines (business_line)
     group by account_key, lines.business_line, sold_on`,
  ),
  // What else happened to an account: its acts again, as points, benefits and messages, and its sales as those of two products.
  made(
    'dwd.fct_point',
    {
      point_id: bigint('Which.'),
      account_key: bigint('Who.'),
      occurred_on: date('When.'),
      points: integer('Points.'),
      type: text('Type.'),
    },
    ['point_id'],
    `select act_id as point_id, account_key, acted_on as occurred_on, case when act_id % 4 > 0 then 300 else -100 end as points,
         case when act_id % 4 > 0 then 'issue' else 'redeem' end as type
     from ods.given_act`,
  ),
  made(
    'dwd.fct_benefit_grant',
    { grant_id: bigint('Which.'), account_key: bigint('Who.'), granted_on: date('When.'), used_on: date('When.', nullable) },
    ['grant_id'],
    `select act_id as grant_id, account_key, acted_on as granted_on, case when act_id % 3 = 0 then acted_on + 20 end as used_on
     from ods.given_act`,
  ),
  made(
    'dwd.fct_touch',
    {
      ...{ touch_id: text('Which.'), account_key: bigint('Who.'), channel: text('How.'), delivery_status: text('Arrived.') },
      ...{ sent_on: date('When.'), opened_on: date('When.', nullable), clicked_on: date('When.', nullable) },
    },
    ['touch_id'],
    `select act_id::text as touch_id, account_key, 'sms'::text as channel, 'delivered'::text as delivery_status, acted_on as sent_on,
         case when act_id % 5 = 0 then acted_on + 10 end as opened_on, null::date as clicked_on
     from ods.given_act`,
  ),
  made(
    'dwd.dim_product',
    { product_key: bigint('Which.'), business_line: text('Line.'), launched_on: date('When.') },
    ['product_key'],
    `select product_key, line as business_line, launched_on
     from (values (1::bigint, 'beauty', date '2025-11-10'), (2, 'food', date '2026-01-15')) as products (product_key, line, launched_on)
     where exists (select from ods.given_sale)`,
  ),
  made(
    'dws.account_product_day',
    { account_key: bigint('Who.'), product_key: bigint('Which.'), ...days, unit_count: bigint('Units.') },
    ['account_key', 'product_key', 'sold_on'],
    `select account_key, case line when 'beauty' then 1 else 2 end::bigint as product_key, line as business_line, sold_on,
         sold_on as effective_on, count(*) as unit_count
     from ods.given_sale group by account_key, line, sold_on`,
  ),
  made(
    'dws.order_summary',
    { order_key: bigint('Order.'), ...days, line_count: bigint('Lines.'), discounted_line_count: bigint('Lines.') },
    ['order_key', 'business_line'],
    `select sale_id as order_key, lines.business_line, sold_on, sold_on as effective_on, 1::bigint as line_count,
         (amount % 2)::bigint as discounted_line_count
     from ods.given_sale cross join lateral (values ('*'), (line)) as lines (business_line)`,
  ),
]
