import sql from 'sql-template-tag'
import { identifier, literal, type Connection } from '../postgres/database.ts'
import { storeTable } from './storage.ts'
import { loadColumns } from '../project/node.ts'

type ComparedColumn = { name: string; type: string; is_personal: boolean }

/** Two versions of a relation as two selects, of which rows that both hold may be left out. */
export type Compared = { before: string; after: string; grain: string[]; columns: ComparedColumn[] }

export type Counts = { added: number; removed: number; changed: number }

/** A row that one version has and the other has not or has otherwise. Values are text as JSON has it. */
export type MovedRow = {
  change: 'added' | 'removed' | 'changed'
  key: Record<string, string | null>
  columns: { column: string; before: string | null; after: string | null }[]
}

/**
 * The versions of a relation that two releases hold. They stay until the transaction ends: it must be a repeatable read
 * that has read nothing before. Throws MH002 where one was retired.
 */
export async function compareVersions(connection: Connection, relation: string, before: number, after: number): Promise<Compared> {
  const isSegment = relation.startsWith('segment.')
  // Locked first: what version_of finds attached after that is not dropped.
  if (!isSegment) await connection.query(`lock table store.${storeTable(relation)} in access share mode`)
  const from = await versionIn(connection, before, relation)
  const to = await versionIn(connection, after, relation)
  if (isSegment) return compareSnapshots(connection, relation, from, to)

  const { rows } = await connection.query<{ store: string; grain: string[]; columns: ComparedColumn[] }>(
    sql`select relation.store, relation.grain, (
         select jsonb_agg(jsonb_build_object('name', column_name, 'type', type, 'is_personal', is_personal) order by position)
         from meta.relation_column where relation_column.relation = relation.relation
     ) as columns
     from meta.relation where relation.relation = ${relation}`,
  )
  const { store, grain, columns } = rows[0]!
  const table = `store.${storeTable(relation)}`
  // Where a row stood in which file is not what it says.
  const compared = { grain, columns: columns.filter(({ name }) => name === 'extra' || !loadColumns.some((column) => column.name === name)) }
  if (store === 'versions') {
    return { ...compared, before: `select * from ${table} where version = ${from}`, after: `select * from ${table} where version = ${to}` }
  }
  // Rows that hold in both versions are not read: after a night of 1 % that is nearly all of them.
  const [older, newer] = from < to ? [from, to] : [to, from]
  const ended = `select * from ${table} where from_version <= ${older} and to_version > ${older} and to_version <= ${newer}`
  const begun = `select * from ${table} where from_version > ${older} and from_version <= ${newer} and to_version > ${newer}`
  return from < to ? { ...compared, before: ended, after: begun } : { ...compared, before: begun, after: ended }
}

async function versionIn(connection: Connection, release: number, relation: string): Promise<number> {
  await connection.query(`set local memberhouse.release = '${release}'`)
  const { rows } = await connection.query<{ version: number }>(sql`select meta.version_of(${relation}) as version`)
  return rows[0]!.version
}

/** Snapshots keep what a segment says of a member in one column: its contracts tell what is in there. */
async function compareSnapshots(connection: Connection, relation: string, from: number, to: number): Promise<Compared> {
  const { rows } = await connection.query<ComparedColumn>(
    sql`select given.name, 'jsonb' as type, bool_or(given.personal) as is_personal
     from meta.run_node
     cross join rows from (jsonb_to_recordset(run_node.definition -> 'columns') as (name text, personal boolean)) with ordinality
         as given(name, personal, place)
     where run_node.node = ${relation} and run_node.run_id in (${from}, ${to}) and given.name <> 'one_id'
     group by given.name order by min(given.place)`,
  )
  const attributes = rows.map(({ name }) => `, attributes -> ${literal(name)} as ${identifier(name)}`).join('')
  const side = (version: number) =>
    `select one_id${attributes} from segment.snapshot_member where segment = ${literal(relation.split('.')[1]!)} and version = ${version}`
  return {
    grain: ['one_id'],
    columns: [{ name: 'one_id', type: 'bigint', is_personal: false }, ...rows],
    before: side(from),
    after: side(to),
  }
}

// Types that cannot be compared, or are equal by their size.
const isCast = (type: string) => /^(json|xml|point|line|lseg|box|path|polygon|circle)\b/.test(type)

// No column of a contract is called so.
const side = '"side?"'

/** Both sides joined by grain; rows without one have nothing in common. `side` is null where a row is missing. */
function joined({ before, after, grain, columns }: Compared) {
  const valueOf = (alias: string, { name, type }: ComparedColumn) => `${alias}.${identifier(name)}${isCast(type) ? '::text' : ''}`
  const differs = columns
    .filter(({ name }) => !grain.includes(name))
    .map((column) => ({ ...column, condition: `${valueOf('before_rows', column)} is distinct from ${valueOf('after_rows', column)}` }))
  const isSame =
    grain.length > 0
      ? grain.map((name) => `before_rows.${identifier(name)} = after_rows.${identifier(name)}`)
      : [`before_rows.${side} = after_rows.${side}`]
  return {
    differs,
    isChanged: `before_rows.${side} is not null and after_rows.${side} is not null and (${differs.map(({ condition }) => condition).join(' or ') || 'false'})`,
    rows: `(select 1 as ${side}, * from (${before}) as rows) as before_rows
           full join (select 2 as ${side}, * from (${after}) as rows) as after_rows on ${isSame.join(' and ')}`,
  }
}

/** How many rows the second version has more, lacks, and has otherwise. */
export async function countMoved(connection: Connection, compared: Compared): Promise<Counts> {
  const { rows, isChanged } = joined(compared)
  const { rows: counts } = await connection.query<Counts>(
    `select count(*) filter (where before_rows.${side} is null) as added, count(*) filter (where after_rows.${side} is null) as removed,
         count(*) filter (where ${isChanged}) as changed
     from ${rows}`,
  )
  return counts[0]!
}

/** The first rows by grain that differ, and what of them does. */
export async function listMoved(connection: Connection, compared: Compared, limit: number): Promise<MovedRow[]> {
  const { rows, differs, isChanged } = joined(compared)
  const names = compared.columns.map(({ name }) => name)
  // A row without a key is told from others by all that it says.
  const key = compared.grain.length > 0 ? compared.grain : names
  const order = compared.grain.map((name) => `coalesce(before_rows.${identifier(name)}, after_rows.${identifier(name)})`)
  type Row = {
    change: MovedRow['change']
    differing: string[]
    before: Record<string, string | null> | null
    after: Record<string, string | null> | null
  }
  const { rows: moved } = await connection.query<Row>(
    `select moved.change, moved.differing,
         (select jsonb_object_agg(key, value) from jsonb_each_text(moved.before)) as before,
         (select jsonb_object_agg(key, value) from jsonb_each_text(moved.after)) as after
     from (
         select case when before_rows.${side} is null then 'added' when after_rows.${side} is null then 'removed' else 'changed' end as change,
             array_remove(array[${differs.map(({ name, condition }) => `case when ${condition} then ${literal(name)} end`).join(', ')}]::text[], null) as differing,
             case when before_rows.${side} is not null then to_jsonb(before_rows) end as before,
             case when after_rows.${side} is not null then to_jsonb(after_rows) end as after
         from ${rows}
         where before_rows.${side} is null or after_rows.${side} is null or ${isChanged}
         ${order.length > 0 ? `order by ${order.join(', ')}` : ''}
         limit ${limit}
     ) as moved`,
  )
  const personal = new Set(compared.columns.filter((column) => column.is_personal).map(({ name }) => name))
  const shown = (row: Row['before'], name: string) => (row === null || !(name in row) ? null : personal.has(name) ? '***' : row[name]!)
  return moved.map(({ change, differing, before, after }) => ({
    change,
    key: Object.fromEntries(key.map((name) => [name, shown(after ?? before, name)])),
    columns: names
      .filter((name) => !key.includes(name) && (change !== 'changed' || differing.includes(name)))
      .map((column) => ({ column, before: shown(before, column), after: shown(after, column) })),
  }))
}
