import type { Database } from '../../engine/postgres/database.ts'
import { readRows } from './find_accounts.ts'

/** Evidence of a change, as stored in `dwd.one_id_event`; account keys are text. */
export type EventEvidence = {
  account_key: string
  other_account_key: string
  type?: string
  agreeing?: string
  blocked?: string
  stopped?: string
  action?: string
  probability?: number
  changed_at?: string | null
  weights?: Record<string, number>
}
type Named = EventEvidence & { account: string; other: string }

/** The names (`<source>:<id>`) of the accounts in the evidence; deleted accounts have none. */
export async function namesOf(database: Database, evidence: EventEvidence[]): Promise<Map<string, string>> {
  const keys = evidence.flatMap(({ account_key, other_account_key }) => [account_key, other_account_key])
  const rows = await readRows<{ key: string; name: string }>(
    database,
    `select account_key::text as key, source || ':' || source_account_id as name from dwd.account where account_key = any($1::bigint[])`,
    [keys],
  )
  return new Map(rows.map(({ key, name }) => [key, name]))
}

/** Adds the names of its accounts to evidence. */
export const withNames = (evidence: EventEvidence, names: Map<string, string>): Named => ({
  ...evidence,
  account: names.get(evidence.account_key) ?? 'a deleted account',
  other: names.get(evidence.other_account_key) ?? 'a deleted account',
})

/** Describes evidence as text. */
export function describeEvidence({ account, other, type, agreeing, blocked, stopped, action, probability, changed_at }: Named): string {
  const both = `${account} and ${other}`
  if (action !== undefined) return `${action} of ${both} by a person`
  if (changed_at !== undefined)
    return `nothing ties ${both} any more${changed_at === null ? '' : `; one of them last changed on ${changed_at.slice(0, 10)}`}`
  if (probability !== undefined) return `${both} are alike with probability ${probability}`
  if (stopped !== undefined) return `${type} of ${both} no longer ties them: ${stopped}`
  if (blocked !== undefined) return `${type} of ${both} was blocked (${blocked})`
  return `${type}${agreeing ? ` and ${agreeing}` : ''} of ${both}`
}
