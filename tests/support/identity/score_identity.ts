import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { scoreClusters } from '../../../identity/match/evaluate.ts'
import { buildDemo } from '../build_demo.ts'

const sources = [
  'shop_member',
  'douyin_member',
  'jd_member',
  'mini_member',
  'app_member',
  'pos_member',
  'crm_member',
  'wecom_contact',
  'official_account_follower',
].map((name) => `ods.${name}`)

type Row = { account: string; one_id: number; can_be_found: boolean }

/**
 * Generates a demo retailer, resolves its accounts in an empty migrated database, and scores the members against the truth. Test accounts of
 * stores belong to nobody and are not scored.
 */
export const scoreIdentity = (url: string, persons: number, seed: number) =>
  buildDemo(url, { persons, seed, sources, select: '+dwd.one_id_map' }, async (query, folder) => {
    // An account that gives nothing but its own id, such as one at Douyin that binds no member number, can be found by nobody.
    const rows = await query<Row>(
      `select account.source || ':' || account.source_account_id as account, map.one_id,
         exists (
           select from dwd.identifier as identifier
           where identifier.account_key = account.account_key and identifier.type not in ('openid', 'city', 'gender')
         ) as can_be_found
       from dwd.account as account inner join dwd.one_id_map as map on map.account_key = account.account_key order by account`,
    )
    const truth = readTruth(join(folder, 'account_person.csv'))
    const known = rows.filter(({ can_be_found }) => can_be_found)
    return { accounts: rows.length, ...scored(rows, truth), findable: { accounts: known.length, ...scored(known, truth).pairwise } }
  })

function readTruth(file: string): Map<string, string> {
  const rows = parse(readFileSync(file, 'utf8'), { from_line: 2 }) as [string, string, string][]
  return new Map(rows.map(([source, id, person]) => [`${source}:${id}`, person]))
}

function scored(rows: Row[], truth: Map<string, string>) {
  const people = rows.filter(({ account }) => truth.get(account))
  const personsOf = new Map<number, Set<string>>()
  for (const { account, one_id } of people) personsOf.set(one_id, (personsOf.get(one_id) ?? new Set()).add(truth.get(account)!))
  const { pairwise, clusterwise } = scoreClusters(
    people.map(({ one_id }) => one_id),
    people.map(({ account }) => Number(truth.get(account))),
  )
  return { pairwise, clusterwise, most_persons: [...personsOf.values()].reduce((most, { size }) => Math.max(most, size), 0) }
}
