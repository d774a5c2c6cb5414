import sql from 'sql-template-tag'
import { compareVersions } from '../store/compare_versions.ts'
import { countDifferences, listDifferences, type Compared, type Counts, type DifferingRow } from '../store/differing_rows.ts'
import { type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

/** One relation of two releases. `same`: both hold the same version; `lost`: a version was retired. Only compared relations have counts. */
export type RelationDiff = {
  relation: string
  before: number | null
  after: number | null
  state: 'same' | 'compared' | 'appeared' | 'disappeared' | 'lost'
} & (Counts | { added: null; removed: null; changed: null })

/** Compares two releases relation by relation: how many rows were added, removed and changed. */
export async function diffReleases(database: Database, before: number, after: number): Promise<RelationDiff[]> {
  const diffs: RelationDiff[] = []
  for (const held of await readHeld(database, before, after)) {
    const { relation, before: from, after: to, state } = held
    const counts =
      state === 'compared'
        ? await withComparison(database, held, before, after, countDifferences)
        : state === 'same'
          ? { added: 0, removed: 0, changed: 0 }
          : { added: null, removed: null, changed: null }
    diffs.push({ relation, before: from, after: to, state, ...counts })
  }
  return diffs
}

/** Compares one relation of two releases: the counts, and the first differing rows by key. Personal values are masked. */
export async function diffRelation(
  database: Database,
  before: number,
  after: number,
  name: string,
  limit: number,
): Promise<RelationDiff & { rows: DifferingRow[] }> {
  const all = await readHeld(database, before, after)
  const found = all.filter(({ relation }) => relation === name || relation.split('.')[1] === name)
  if (found.length !== 1) {
    const which = (found.length > 0 ? found : all).map(({ relation }) => relation).join(', ')
    throw new MemberhouseError(
      found.length > 0 ? `Several relations are called ${name}` : `Neither release ${before} nor ${after} holds a relation ${name}`,
      { hint: `${found.length > 0 ? 'Choose one' : 'They hold'}: ${which}` },
    )
  }
  const { relation, before: from, after: to, state } = found[0]!
  const result = { relation, before: from, after: to, state }
  if (state === 'same') return { ...result, added: 0, removed: 0, changed: 0, rows: [] }
  if (state !== 'compared') return { ...result, added: null, removed: null, changed: null, rows: [] }
  return withComparison(database, found[0]!, before, after, async (connection, compared) => ({
    ...result,
    ...(await countDifferences(connection, compared)),
    rows: await listDifferences(connection, compared, limit),
  }))
}

type Held = Omit<RelationDiff, keyof Counts>

/** Reads the stored relations and segments of both releases. */
async function readHeld(database: Database, before: number, after: number): Promise<Held[]> {
  for (const release of [before, after]) await requireComplete(database, release)
  const { rows } = await database.query<Held>(
    sql`select held.relation, held.before, held.after, case
         when exists (
             select from meta.version
             where version.relation = held.relation and version.version in (held.before, held.after) and version.retired_at is not null
         ) then 'lost'
         when held.before is null then 'appeared'
         when held.after is null then 'disappeared'
         when held.before = held.after then 'same'
         else 'compared'
     end as state
     from (
         select coalesce(one.relation, other.relation) as relation, one.version as before, other.version as after
         from (select * from meta.release_relation where release = ${before}) as one
         full join (select * from meta.release_relation where release = ${after}) as other on other.relation = one.relation
     ) as held
     left join meta.relation on relation.relation = held.relation
     where relation.store <> 'view' or held.relation like 'segment.%'
     order by held.relation`,
  )
  return rows
}

/** Throws unless a release is readable and complete. */
async function requireComplete(database: Database, release: number): Promise<void> {
  await readOnly(database, async (connection) => {
    await connection.query(`set local memberhouse.release = '${release}'; select meta.readable_release()`)
    const { rows } = await connection.query(sql`select from meta.run where run_id = ${release} and state = 'building'`)
    if (rows.length > 0)
      throw new MemberhouseError(`Release ${release} is still being built, so it cannot be compared`, {
        hint: `Wait until its run is finished. See it with: memberhouse run show ${release}`,
      })
  })
}

/** Compares both versions of a relation in one transaction: retention deletes no rows that it may read. */
const withComparison = <Result>(
  database: Database,
  { relation }: Held,
  before: number,
  after: number,
  work: (connection: Connection, compared: Compared) => Promise<Result>,
): Promise<Result> => readOnly(database, async (connection) => work(connection, await compareVersions(connection, relation, before, after)))

async function readOnly<Result>(database: Database, work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const connection = await database.connect()
  try {
    await connection.query('begin transaction isolation level repeatable read read only')
    return await work(connection)
  } finally {
    await connection.query('rollback').catch(() => {})
    connection.release()
  }
}
