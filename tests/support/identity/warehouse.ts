import { join } from 'node:path'
import {
  bigint,
  boolean,
  date,
  double,
  full,
  jsonb,
  source,
  text,
  timestamptz,
  wholeFile,
  type Model,
} from '../../../engine/project/contract.ts'
import { readDefinitions, type Definition } from '../../../engine/project/read_project.ts'
import { model, openWarehouse, type Warehouse } from '../project.ts'

/** The project's identity models, over accounts and identifiers provided by a test. */
const models = [
  'dwd.match_rule dwd.agreeing_attribute dwd.junk_value dwd.survivorship dwd.parameter dwd.parameter_span dwd.business_line',
  'dwd.identity_decision dwd.account_decision dwd.value_decision',
  'dwd.source_setting dwd.identifier dwd.unreadable_identifier dwd.shared_identifier dwd.identifier_block dwd.recycled_phone',
  'dwd.identity_edge dwd.one_id_map dwd.contested_account dwd.identity_stop dwd.unjoined_pair dwd.unjoined_pair_excess',
  'dwd.identity_pair_stop dwd.account_tie dwd.one_id_move dwd.ineffective_identifier dwd.split_reason dwd.split_without_tie',
  'dwd.one_id_evidence dwd.one_id_event dwd.one_id dwd.member_attribute dwd.member dwd.member_history ods.identity_decision',
].flatMap((line) => line.split(' '))

const key = bigint('Account.')
const given = [
  model('ods.given_identifier', {
    kind: source({ files: 'given_*.csv', key: ['source', 'id', 'type', 'value'], deletion: wholeFile(), max_closed_rate: 1 }),
    columns: { source: text('Source.'), id: text('Id.'), type: text('Type.'), value: text('Value.'), seen_on: date('Seen.') },
  }),
  model(
    'dwd.account',
    {
      kind: full({ store: 'changes' }),
      grain: ['account_key'],
      columns: {
        ...{
          account_key: key,
          source: text('Source.'),
          source_account_id: text('Id.'),
          first_seen_on: date('Seen.'),
          registered_on: date('Joined.'),
          cancelled_on: date('Left.', { nullable: true }),
          currency: text('Currency.'),
        },
        ...{
          first_seen_at: timestamptz('Seen.'),
          registered_at: timestamptz('Joined.'),
          cancelled_at: timestamptz('Left.', { nullable: true }),
        },
        updated_at: timestamptz('Changed.', { nullable: true }),
      },
    },
    `select warehouse.key(source, id) as account_key, source, id as source_account_id, min(seen_on) as first_seen_on, min(seen_on) as registered_on,
         null::date as cancelled_on, 'CNY'::text as currency,
         min(seen_on)::timestamp at time zone 'UTC' as first_seen_at, min(seen_on)::timestamp at time zone 'UTC' as registered_at,
         null::timestamptz as cancelled_at,
         min(seen_on)::timestamp at time zone 'UTC' as updated_at
     from ods.given_identifier group by source, id`,
  ),
  model(
    'dwd.raw_identifier',
    {
      kind: full({ store: 'changes' }),
      grain: ['account_key', 'type', 'value'],
      columns: {
        ...{ account_key: key, type: text('Type.'), value: text('Value.'), source: text('Source.') },
        ...{ first_seen_at: timestamptz('First.'), last_seen_at: timestamptz('Last.') },
      },
    },
    `select warehouse.key(source, id) as account_key, type, value, source, seen_on::timestamp at time zone 'UTC' as first_seen_at,
         seen_on::timestamp at time zone 'UTC' as last_seen_at
     from ods.given_identifier where type not in ('note', 'gender', 'birthday', 'city')`,
  ),
  model(
    'dwd.order_account',
    {
      kind: full({ store: 'changes' }),
      grain: ['source', 'source_account_id'],
      columns: { source: text('Source.'), source_account_id: text('Id.'), last_ordered_at: timestamptz('Last.') },
    },
    'select source, source_account_id, first_seen_at as last_ordered_at from dwd.account where false',
  ),
  model(
    'dwd.changed_value',
    {
      kind: full({ store: 'changes' }),
      grain: ['account_key', 'value'],
      columns: { account_key: key, value: text('Value.'), first_seen_at: timestamptz('Since.') },
    },
    'select account_key, source as value, first_seen_at from dwd.account where false',
  ),
  model(
    'dwd.account_attribute',
    {
      kind: full({ store: 'changes' }),
      grain: ['account_key', 'attribute'],
      columns: {
        account_key: key,
        attribute: text('What.'),
        value: text('Value.'),
        source: text('Source.'),
        known_at: timestamptz('When.'),
      },
    },
    `select warehouse.key(source, id) as account_key, type as attribute, value, source, seen_on::timestamp at time zone 'UTC' as known_at
     from ods.given_identifier where type in ('gender', 'birthday', 'city')`,
  ),
]
/** No probable pairs, unless a test provides some. */
const noPairs = model(
  'dwd.identity_pair',
  {
    kind: full({ store: 'changes' }),
    grain: ['account_key', 'other_account_key'],
    columns: {
      account_key: key,
      other_account_key: key,
      probability: double('How probable.'),
      may_join: boolean('Joins.'),
      weights: jsonb('Why.'),
    },
  },
  `select account_key, account_key as other_account_key, 0::double precision as probability, false as may_join, '{}'::jsonb as weights
   from dwd.account where false`,
)

/** Accounts such as `crm:1` with their identifiers: `{ phone: '138…', name: '王伟' }`; `seen` is a date. */
export type Given = Record<string, Record<string, string>>

export async function openIdentityWarehouse(more: Definition[] = [], pairs: Definition = noPairs) {
  const root = join(import.meta.dirname, '../../..')
  const own = (await readDefinitions(root, 'model', 'models')).filter(({ name }) => models.includes(name)) as (Definition & {
    declared: Model
  })[]
  const warehouse = await openWarehouse([...own, ...given, pairs, ...more])
  let files = 0
  return {
    ...warehouse,
    /** Replaces all accounts. */
    give: (accounts: Given) => {
      const rows = Object.entries(accounts).flatMap(([account, carried]) => {
        const [source, id] = account.split(':')
        const { seen = '2026-01-01', ...values } = carried
        // Every account needs a row, even without identifiers.
        const listed = Object.entries(values).length > 0 ? Object.entries(values) : [['note', '-']]
        return listed.map(([type, value]) => `${source},${id},${type!.replace(/_\d$/, '')},"${value!.replaceAll('"', '""')}",${seen}`)
      })
      return warehouse.load(`given_${++files}.csv`, ['source,id,type,value,seen_on', ...rows, ''].join('\n'))
    },
    decide: (action: string, parts: Record<string, string>) => {
      const at = `2026-02-01T00:00:${String(++files).padStart(2, '0')}Z`
      const row: Record<string, string> = {
        decision_id: `d${files}`,
        action,
        reason: 'because',
        decided_by: 'tester',
        decided_at: at,
        ...parts,
      }
      const columns = Object.keys(own.find(({ name }) => name === 'ods.identity_decision')!.declared.columns)
      return warehouse.load(`identity_decision_${files}.csv`, `${columns.join(',')}\n${columns.map((name) => row[name] ?? '').join(',')}\n`)
    },
    /** Builds and publishes; fails if the run is not published. */
    night: async (day: number) => {
      const end = await warehouse.build({ as_of: `2026-03-${String(day).padStart(2, '0')}` })
      if (end.state !== 'published') throw new Error(`run ${end.run_id} ended ${end.state}: ${end.detail}`)
      return end.run_id
    },
    /** The accounts of each member, by one_id. */
    members: async (release?: number) => {
      const keys = new Map(
        (await warehouse.rows('dwd.account', release)).map((row) => [
          row['account_key'],
          `${row['source'] as string}:${row['source_account_id'] as string}`,
        ]),
      )
      const found: Record<string, string[]> = {}
      for (const row of await warehouse.rows('dwd.one_id_map', release))
        (found[String(row['one_id'])] ??= []).push(keys.get(row['account_key'])!)
      for (const accounts of Object.values(found)) accounts.sort()
      return found
    },
  }
}

export type IdentityWarehouse = Awaited<ReturnType<typeof openIdentityWarehouse>>
export type { Warehouse }
