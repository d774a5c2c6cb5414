import type { Database } from '../../engine/postgres/database.ts'
import { readRows } from './find_accounts.ts'

/** What a person said of two accounts, or of a value; `holds` is false once a newer word goes before it. */
export type Word = {
  action: 'link' | 'unlink' | 'block' | 'allow'
  about: string
  decided_by: string
  decided_at: Date
  reason: string
  holds: boolean
}

// Of one pair or value the newest word holds; of others that contradict each other over several accounts, the one that the members obey.
const words = `
    select word.decision_id, word.action, word.decided_by, word.decided_at, word.reason, word.account_key, word.other_account_key,
        account.source || ':' || account.source_account_id || ' and ' || other_account.source || ':' || other_account.source_account_id as about,
        null::text as type, null::text as value, one.one_id, other.one_id as other_one_id,
        newest.decision_id is not null and (one.one_id = other.one_id) = newest.is_link as holds
    from dwd.identity_decision as word
    inner join dwd.account as account on account.account_key = word.account_key
    inner join dwd.account as other_account on other_account.account_key = word.other_account_key
    inner join dwd.one_id_map as one on one.account_key = word.account_key
    inner join dwd.one_id_map as other on other.account_key = word.other_account_key
    left join dwd.account_decision as newest on newest.decision_id = word.decision_id
    where word.problem is null and word.action in ('link', 'unlink')
    union all
    select word.decision_id, word.action, word.decided_by, word.decided_at, word.reason, null, null,
        word.type || ' ' || word.value, word.type, word.value, null, null, newest.decision_id is not null
    from dwd.identity_decision as word
    left join dwd.value_decision as newest on newest.decision_id = word.decision_id
    where word.problem is null and word.action in ('block', 'allow')`

const readWords = (database: Database, condition: string, values: unknown[]): Promise<Word[]> =>
  readRows<Word>(
    database,
    `select action, about, decided_by, decided_at, reason, holds from (${words}) as word where ${condition} order by decided_at, decision_id`,
    values,
  )

/** All that was said of members' accounts, and of the values that these carry. */
export const wordsAbout = (database: Database, one_ids: number[]): Promise<Word[]> =>
  readWords(
    database,
    `one_id = any($1::bigint[]) or other_one_id = any($1::bigint[]) or exists (
         select from dwd.identifier as identifier
         inner join dwd.one_id_map as map on map.account_key = identifier.account_key
         where identifier.type = word.type and identifier.value = word.value and map.one_id = any($1::bigint[])
     )`,
    [one_ids],
  )

/** What was said of accounts of both members, or of accounts within one. */
export const wordsBetween = (database: Database, one_id: number, other_one_id: number): Promise<Word[]> =>
  readWords(database, '(one_id, other_one_id) in (($1, $2), ($2, $1))', [one_id, other_one_id])

/** The word that holds of a pair of accounts or of a value, as published. */
export const wordOf = async (
  database: Database,
  of: { account_key: string; other_account_key: string } | { type: string; value: string },
): Promise<Word | undefined> => {
  // A value can be blocked before the first build.
  const { rows } = await database.query<{ is_held: boolean }>(
    `select exists (select from meta.release_relation where release = meta.current_release() and relation = 'dwd.one_id_map') as is_held`,
  )
  if (!rows[0]!.is_held) return undefined
  const [newest] =
    'type' in of
      ? (await readWords(database, 'type = $1 and value = $2', [of.type, of.value])).slice(-1)
      : (
          await readWords(database, '(account_key, other_account_key) in (($1, $2), ($2, $1))', [of.account_key, of.other_account_key])
        ).slice(-1)
  return newest
}
