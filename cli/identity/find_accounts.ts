import { MemberhouseError, UsageError } from '../../engine/base/errors.ts'
import { readAsReader } from '../../engine/release/read_as_reader.ts'
import type { Database } from '../../engine/postgres/database.ts'
import { default_region, normalise, normalisers } from '../../identity/normalise/normalise.ts'

export type AccountRef = { source: string; source_account_id: string }
export type FoundAccount = AccountRef & { account_key: string; one_id: number; joined_on: string; cancelled_at: string | null }

const isAccount = /^([a-z][a-z0-9_]*):(.+)$/

/** `crm:M00012` as source and id there; the id may hold colons itself. */
export function accountRef(given: string): AccountRef {
  const [, source, source_account_id] = isAccount.exec(given) ?? []
  if (!source || !source_account_id) throw new UsageError(`expected an account as <source>:<id>, such as crm:M00012, got '${given}'`)
  return { source, source_account_id }
}

/** Rows of a select as a reader sees them, by column name; bigints that may be keys come as text. */
export async function readRows<Row>(database: Database, select: string, values: unknown[] = []): Promise<Row[]> {
  const { columns, rows } = await readAsReader(database, select, null, values)
  return rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])) as Row)
}

const accountsWhere = (condition: string) =>
  `select account.account_key::text, account.source, account.source_account_id, map.one_id, account.joined_on, account.cancelled_at
   from dwd.account as account inner join dwd.one_id_map as map on map.account_key = account.account_key
   where ${condition} order by account.joined_on, account.source, account.source_account_id`

const accountAt = async (database: Database, { source, source_account_id }: AccountRef): Promise<FoundAccount | undefined> =>
  (await readRows<FoundAccount>(database, accountsWhere('account.account_key = warehouse.key($1, $2)'), [source, source_account_id]))[0]

/** The account that a person names; an error that says so where no published release knows it. */
export async function findAccount(database: Database, given: string): Promise<FoundAccount> {
  const ref = accountRef(given)
  const found = await accountAt(database, ref)
  if (!found)
    throw new MemberhouseError(`there is no account ${given} in what is published`, {
      hint: `Look for it with: memberhouse identity explain <phone, email, …>, or: memberhouse sql "select * from dwd.account where source = '${ref.source}' limit 5"`,
    })
  return found
}

/** The accounts of the members that are meant: by a one_id (also one that was merged), an account, or a value of an identifier. */
export async function findMembers(database: Database, given: string): Promise<FoundAccount[]> {
  const ofMembers = (ids: string, values: unknown[]) => readRows<FoundAccount>(database, accountsWhere(`map.one_id in (${ids})`), values)
  // An openid is written with a colon too.
  const account = isAccount.test(given) ? await accountAt(database, accountRef(given)) : undefined
  if (account) return ofMembers('$1', [account.one_id])
  const isId = /^\d{7,16}$/.test(given)
  const found = isId ? await ofMembers('select current_one_id from dwd.one_id where one_id = $1', [given]) : []
  if (found.length > 0) return found
  const read = readings(given)
  const known = await ofMembers(
    `select identified.one_id from dwd.identifier as identifier
     inner join dwd.one_id_map as identified on identified.account_key = identifier.account_key
     where (identifier.type, identifier.value) in (select * from unnest($1::text[], $2::text[]))`,
    read,
  )
  if (known.length > 0) return known
  if (isId && (await readRows(database, 'select one_id from dwd.one_id where one_id = $1', [given])).length > 0)
    throw new MemberhouseError(`member ${given} has no accounts any more: their sources took them back`, {
      hint: `See what became of it: memberhouse sql "select * from dwd.one_id_event where ${given} in (one_id, other_one_id)"`,
    })
  const isSilent = read[0].length === 0
  throw new MemberhouseError(
    isSilent ? `'${given}' is no phone, email or other identifier` : `nobody is known by '${given}' in what is published`,
    {
      hint:
        (isSilent ? 'Masked values and names are not looked up. ' : '') +
        'Give a one_id, an account as <source>:<id>, or a phone, email or other identifier as any source writes it.',
    },
  )
}

/** What a value may be: each type of identifier that can read it, and how it is then written. */
function readings(given: string): [types: string[], values: string[]] {
  const settings = { default_region, as_of: '9999-12-31' }
  const read = Object.keys(normalisers).flatMap((type) => {
    const value = ['name', 'gender', 'city', 'birthday'].includes(type) ? null : normalise(type, given, settings)
    return value === null ? [] : [[type, value] as const]
  })
  return [read.map(([type]) => type), read.map(([, value]) => value)]
}
