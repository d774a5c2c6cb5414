import {
  bigint,
  boolean,
  date,
  defineModel,
  full,
  integer,
  jsonb,
  numeric,
  text,
  timestamptz,
  type Model,
} from '../engine/project/contract.ts'
import type { Definition } from '../engine/project/read_project.ts'

/**
 * People with 1 to 8 accounts and, like the demo retailer, two identifiers per account: most have a phone, half a unionid, a third a member
 * number, some a card or an email. One phone in 500 belongs to another person. With hubs, one account in a hundred has one of a few devices
 * that hundreds share, which a guard would block.
 */
export const edges = (accounts: string, withHubs: boolean) => `
    with account as (
        select n, (n * 2 / 9) as person, hashint8extended(n, 1) & 1023 as draw from generate_series(1, ${accounts}) as n
    ),
    carried as (
        select n, 0 as kind, case when draw < 2 then (hashint8extended(n, 2) & 1073741823) % (n / 5 + 1) else person end as number, 3 as rule
        from account where draw % 16 <> 15
        union all
        select n, 1, person, 0 from account where draw % 2 = 0
        union all
        select n, 2, person, 1 from account where draw % 3 = 1
        union all
        select n, 3, n, 2 from account where draw % 4 = 3
        union all
        select n, 4, person, 4 from account where draw % 12 = 5
        union all
        select n, 5, n / 50000, 5 from account where ${withHubs} and draw between 500 and 509
    )
    select distinct hashint8extended(n, 9) as account_key, hashint8extended(number * 6 + kind, 5) as value_key, rule from carried`

const stub = (name: string, grain: string[], columns: Model['columns'], select: string): Definition => {
  const file = `models/${name.replace('.', '/')}`
  const declared = defineModel({ name, doc: 'Generated.', kind: full({ store: 'changes' }), grain, columns })
  return {
    kind: 'model',
    name,
    declared,
    contract_file: `${file}.ts`,
    contract_text: '',
    select_file: `${file}.sql`,
    select_text: select,
    inputs: [],
  }
}

const key = bigint('Key.')

/** The inputs of dwd.one_id_map: this many accounts until 2026-01-03, and 1 % more on each day after. */
export const stubs = (size: number): Definition[] => {
  const count = `${size} + ${size / 100} * greatest(warehouse.as_of() - date '2026-01-03', 0)`
  return [
    stub(
      'dwd.account',
      ['account_key'],
      { account_key: key, first_seen_at: timestamptz('When.') },
      `select hashint8extended(n, 9) as account_key, to_timestamp(1700000000 + n) as first_seen_at from generate_series(1, ${count}) as n`,
    ),
    stub(
      'dwd.identity_edge',
      ['account_key', 'value_key'],
      { account_key: key, value_key: key, rule: integer('Rule.'), type: text('Type.'), agreeing_type: text('Type.', { nullable: true }) },
      `select account_key, value_key, rule, 'phone' as type, null::text as agreeing_type from (${edges(count, false)}) as edge`,
    ),
    stub(
      'dwd.account_decision',
      ['account_key', 'other_account_key'],
      { account_key: key, other_account_key: key, is_link: boolean('Link.'), decided_at: timestamptz('When.'), decision_id: text('Id.') },
      `select 1::bigint as account_key, 2::bigint as other_account_key, true as is_link, to_timestamp(0) as decided_at, ''::text as decision_id where false`,
    ),
    stub(
      'dwd.identity_pair',
      ['account_key', 'other_account_key'],
      { account_key: key, other_account_key: key, probability: numeric('Probability.'), may_join: boolean('Joins.') },
      'select 1::bigint as account_key, 2::bigint as other_account_key, 0.5 as probability, false as may_join where false',
    ),
    stub(
      'dwd.account_tie',
      ['account_key', 'other_account_key', 'priority'],
      { account_key: key, other_account_key: key, priority: integer('Priority.'), evidence: jsonb('Why.') },
      `select 1::bigint as account_key, 2::bigint as other_account_key, 0 as priority, '{}'::jsonb as evidence where false`,
    ),
    stub(
      'dwd.match_rule',
      ['rule'],
      { rule: integer('Rule.'), limit_per_member: integer('Limit.', { nullable: true }) },
      'select rule, limit_per_member from (values (0, 1), (1, 1), (2, null::integer), (3, 3), (4, null), (5, null)) as rule(rule, limit_per_member)',
    ),
    stub(
      'dwd.parameter_span',
      ['name'],
      {
        ...{ name: text('Name.'), business_line: text('Line.'), value: numeric('Value.') },
        ...{ starts_on: date('From.'), ends_before: date('To.') },
      },
      `select name, '*' as business_line, value, date '2000-01-01' as starts_on, date 'infinity' as ends_before from (values ('identity_largest_member_count', 60::numeric),
         ('identity_moved_member_count', 1e9), ('identity_grown_member_count', 20), ('identity_moved_member_rate', 1)) as given(name, value)`,
    ),
  ]
}
