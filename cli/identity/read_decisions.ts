import type { Database } from '../../engine/postgres/database.ts'
import { readRows } from './find_accounts.ts'

/** A person's decision about two accounts or a value; `holds` is false once a newer decision overrides it. */
export type PersonDecision = {
  action: 'link' | 'unlink' | 'block' | 'allow'
  about: string
  decided_by: string
  decided_at: Date
  reason: string
  holds: boolean
}

// The newest decision about a pair or value holds. If decisions contradict each other across several accounts, those that hold are the
// ones that the published members follow.
const decisions = `
    select decision.decision_id, decision.action, decision.decided_by, decision.decided_at, decision.reason, decision.account_key, decision.other_account_key,
        account.source || ':' || account.source_account_id || ' and ' || other_account.source || ':' || other_account.source_account_id as about,
        null::text as type, null::text as value, one.one_id, other.one_id as other_one_id,
        newest.decision_id is not null and (one.one_id = other.one_id) = newest.is_link as holds
    from dwd.identity_decision as decision
    inner join dwd.account as account on account.account_key = decision.account_key
    inner join dwd.account as other_account on other_account.account_key = decision.other_account_key
    inner join dwd.one_id_map as one on one.account_key = decision.account_key
    inner join dwd.one_id_map as other on other.account_key = decision.other_account_key
    left join dwd.account_decision as newest on newest.decision_id = decision.decision_id
    where decision.problem is null and decision.action in ('link', 'unlink')
    union all
    select decision.decision_id, decision.action, decision.decided_by, decision.decided_at, decision.reason, null, null,
        decision.type || ' ' || decision.value, decision.type, decision.value, null, null, newest.decision_id is not null
    from dwd.identity_decision as decision
    left join dwd.value_decision as newest on newest.decision_id = decision.decision_id
    where decision.problem is null and decision.action in ('block', 'allow')`

const readDecisions = (database: Database, condition: string, values: unknown[]): Promise<PersonDecision[]> =>
  readRows<PersonDecision>(
    database,
    `select action, about, decided_by, decided_at, reason, holds from (${decisions}) as decision where ${condition} order by decided_at, decision_id`,
    values,
  )

/** All decisions about accounts of these members, or about values that the accounts carry. */
export const decisionsAbout = (database: Database, one_ids: number[]): Promise<PersonDecision[]> =>
  readDecisions(
    database,
    `one_id = any($1::bigint[]) or other_one_id = any($1::bigint[]) or exists (
         select from dwd.identifier as identifier
         inner join dwd.one_id_map as map on map.account_key = identifier.account_key
         where identifier.type = decision.type and identifier.value = decision.value and map.one_id = any($1::bigint[])
     )`,
    [one_ids],
  )

/** All decisions between accounts of two members, or within one. */
export const decisionsBetween = (database: Database, one_id: number, other_one_id: number): Promise<PersonDecision[]> =>
  readDecisions(database, '(one_id, other_one_id) in (($1, $2), ($2, $1))', [one_id, other_one_id])

/** The newest published decision about a pair of accounts or a value. */
export const newestDecision = async (
  database: Database,
  of: { account_key: string; other_account_key: string } | { type: string; value: string },
): Promise<PersonDecision | undefined> => {
  // A value can be blocked before the first build.
  const { rows } = await database.query<{ is_held: boolean }>(
    `select exists (select from meta.release_relation where release = meta.current_release() and relation = 'dwd.one_id_map') as is_held`,
  )
  if (!rows[0]!.is_held) return undefined
  const [newest] =
    'type' in of
      ? (await readDecisions(database, 'type = $1 and value = $2', [of.type, of.value])).slice(-1)
      : (
          await readDecisions(database, '(account_key, other_account_key) in (($1, $2), ($2, $1))', [of.account_key, of.other_account_key])
        ).slice(-1)
  return newest
}
