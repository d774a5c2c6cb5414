import { MemberhouseError, UsageError } from '../../engine/base/errors.ts'
import { readAsReader } from '../../engine/release/read_as_reader.ts'
import type { Database } from '../../engine/postgres/database.ts'
import { default_region, normalise, normalisers } from '../../identity/normalise/normalise.ts'

export type AccountRef = { source: string; source_account_id: string }
export type FoundAccount = AccountRef & { account_key: string; one_id: number; first_seen_on: string; cancelled_at: string | null }

const accountPattern = /^([a-z][a-z0-9_]*):(.+)$/

/** Parses `<source>:<id>`, such as `crm:M00012`; the id itself may contain colons. */
export function parseAccountRef(given: string): AccountRef {
  const [, source, source_account_id] = accountPattern.exec(given) ?? []
  if (!source || !source_account_id) throw new UsageError(`expected an account as <source>:<id>, such as crm:M00012, got '${given}'`)
  return { source, source_account_id }
}

/** Reads rows as a reader sees them, by column name; bigints that may be keys come as text. */
export async function readRows<Row>(database: Database, select: string, values: unknown[] = []): Promise<Row[]> {
  const { columns, rows } = await readAsReader(database, select, null, values)
  return rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])) as Row)
}

const accountsWhere = (condition: string) =>
  `select account.account_key::text, account.source, account.source_account_id, map.one_id, account.first_seen_on, account.cancelled_at
   from dwd.account as account inner join dwd.one_id_map as map on map.account_key = account.account_key
   where ${condition} order by account.first_seen_on, account.source, account.source_account_id`

const accountAt = async (database: Database, { source, source_account_id }: AccountRef): Promise<FoundAccount | undefined> =>
  (await readRows<FoundAccount>(database, accountsWhere('account.account_key = warehouse.key($1, $2)'), [source, source_account_id]))[0]

/** Finds the account given as `<source>:<id>`; throws when the published release has none. */
export async function findAccount(database: Database, given: string): Promise<FoundAccount> {
  const ref = parseAccountRef(given)
  const found = await accountAt(database, ref)
  if (!found)
    throw new MemberhouseError(`there is no account ${given} in the published release`, {
      hint: `Search for it with: memberhouse identity explain <phone, email, …>, or: memberhouse sql "select * from dwd.account where source = '${ref.source}' limit 5"`,
    })
  return found
}

/** The accounts of the members that have this one_id (also a merged one), account, or identifier value. */
export async function findMembers(database: Database, given: string): Promise<FoundAccount[]> {
  const ofMembers = (ids: string, values: unknown[]) => readRows<FoundAccount>(database, accountsWhere(`map.one_id in (${ids})`), values)
  // An openid contains a colon too.
  const account = accountPattern.test(given) ? await accountAt(database, parseAccountRef(given)) : undefined
  if (account) return ofMembers('$1', [account.one_id])
  const isId = /^\d{7,16}$/.test(given)
  const found = isId ? await ofMembers('select current_one_id from dwd.one_id where one_id = $1', [given]) : []
  if (found.length > 0) return found
  const candidates = readAsIdentifiers(given)
  const known = await ofMembers(
    `select identified.one_id from dwd.identifier as identifier
     inner join dwd.one_id_map as identified on identified.account_key = identifier.account_key
     where (identifier.type, identifier.value) in (select * from unnest($1::text[], $2::text[]))`,
    candidates,
  )
  if (known.length > 0) return known
  if (isId && (await readRows(database, 'select one_id from dwd.one_id where one_id = $1', [given])).length > 0)
    throw new MemberhouseError(`member ${given} no longer has accounts: their sources deleted them`, {
      hint: `See its history with: memberhouse sql "select * from dwd.one_id_event where ${given} in (one_id, other_one_id)"`,
    })
  const isInvalid = candidates[0].length === 0
  throw new MemberhouseError(
    isInvalid ? `'${given}' is not a phone, email or other identifier` : `no member in the published release has '${given}'`,
    {
      hint:
        (isInvalid ? 'Masked values and names are not looked up. ' : '') +
        'Give a one_id, an account as <source>:<id>, or a phone, email or other identifier in any notation that a source uses.',
    },
  )
}

/** Every type of identifier that a value can be, with the value normalised for it. */
function readAsIdentifiers(given: string): [types: string[], values: string[]] {
  const settings = { default_region, as_of: '9999-12-31' }
  const read = Object.keys(normalisers).flatMap((type) => {
    const value = ['name', 'receiver_name', 'gender', 'city', 'birthday'].includes(type) ? null : normalise(type, given, settings)
    return value === null ? [] : [[type, value] as const]
  })
  return [read.map(([type]) => type), read.map(([, value]) => value)]
}
