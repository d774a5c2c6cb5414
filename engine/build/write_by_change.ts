import type pg from 'pg'
import sql from 'sql-template-tag'
import { identifier } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { newRows, passRows, type Build, type Written } from './pass_rows.ts'
import { changeIndexes, createView } from '../store/relation_ddl.ts'
import { openEnd, storeTable } from '../store/storage.ts'

/** Writes a relation that is stored by change. */
export const writeByChange = async (connection: pg.PoolClient, build: Build): Promise<Written> =>
  (await isFirst(connection, build)) ? writeFirst(connection, build) : writeChanges(connection, build)

/** Whether a relation that is stored by change was never built, or nothing of it is left. */
async function isFirst(connection: pg.PoolClient, { node, base }: Build): Promise<boolean> {
  if (base !== null || node.compute?.gives === 'changes') return false
  const { rowCount } = await connection.query(`select from store.${storeTable(node.name)} limit 1`)
  return rowCount === 0
}

/**
 * All rows of a relation stored by change, in a table that takes the place of the empty one: nobody reads it yet. With its key made after the rows
 * and nothing to compare, 200,000 order items take half the time.
 */
async function writeFirst(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, stored, version, attempt } = build
  const empty = storeTable(node.name)
  const filled = identifier(`${empty}_v${version}a${attempt}`)
  const { row_count, results } = await passRows(connection, build, {
    table: `store.${filled}`,
    constants: { from_version: version, to_version: openEnd },
    key: [...node.grain, 'to_version'],
    actions: ['alter from_version set not null', 'alter to_version set not null', `alter to_version set default ${openEnd}`],
  })
  // A contract may let go of a column, or allow nulls in it; the versions of before keep what they have.
  const loosened = node.columns.filter(({ name, nullable }) => !nullable && !node.grain.includes(name))
  const keeping = [
    ...(loosened.length === 0
      ? []
      : [`alter table store.${filled} ${loosened.map(({ name }) => `alter ${identifier(name)} drop not null`).join(', ')}`]),
    createView(
      node,
      stored.map(({ column_name }) => column_name),
      `store.${filled}`,
    ),
    `drop table store.${empty}`,
    `alter table store.${filled} rename to ${empty}`,
    changeIndexes(`store.${empty}`),
    ...(node.remembers ? [remember(node, version)] : []),
    sql`insert into meta.version (relation, version, kept_in, row_count) values (${node.name}, ${version}, ${`store.${empty}`}::regclass, ${row_count})`,
  ]
  return { version, row_count, changed_count: row_count, results, keeping }
}

/** Closes the rows that differ and writes the new ones; without a difference the version of before stays. */
async function writeChanges(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version, base, stored } = build
  const table = `store.${storeTable(node.name)}`
  const columns = stored.map(({ column_name }) => identifier(column_name)).join(', ')
  const grain = node.grain.map((name) => identifier(name))
  const { row_count: given_count, results } = await passRows(connection, build, newRows(node))
  const sameGrain = grain.map((name) => `new_rows.${name} = old_rows.${name}`).join(' and ')
  const rowOf = (alias: string) => `(${stored.map(({ column_name }) => `${alias}.${identifier(column_name)}`).join(', ')})`
  const isSame = `${rowOf('new_rows')} is not distinct from ${rowOf('old_rows')}`
  const givesChanges = node.compute?.gives === 'changes'
  const isClosed = givesChanges
    ? `exists (select from new_rows where ${sameGrain} and (new_rows.is_ended or not ${isSame}))`
    : `not exists (select from new_rows where ${sameGrain} and ${isSame})`
  const { rowCount: closed } = await connection.query(
    `update ${table} as old_rows set to_version = ${version} where to_version = ${openEnd} and ${isClosed}`,
  )
  const { rowCount: opened } = await connection.query(
    `insert into ${table} (from_version, ${columns}) select ${version}, ${columns} from new_rows
     where ${givesChanges ? 'not is_ended and' : ''}
         not exists (select from ${table} as old_rows where old_rows.to_version = ${openEnd} and ${sameGrain})`,
  )
  const row_count = givesChanges ? (await countPublished(connection, build)) + opened! - closed! : given_count
  const changed_count = node.remembers
    ? (await connection.query(remember(node, version))).rowCount!
    : closed! + opened! - (closed! > 0 && opened! > 0 ? await countReplaced(connection, table, version, grain) : 0)
  // Autovacuum sees these rows too late for the models that read them in this run.
  if (changed_count > row_count / 10) await connection.query(`analyze ${table}`)
  if (changed_count === 0 && base) return { version: base.version, row_count, changed_count, results, keeping: [] }
  const keeping = [
    sql`insert into meta.version (relation, version, kept_in, row_count) values (${node.name}, ${version}, ${table}::regclass, ${row_count})`,
  ]
  return { version, row_count, changed_count, results, keeping }
}

async function countPublished(connection: pg.PoolClient, { node, base }: Build): Promise<number> {
  const { rows } = await connection.query<{ row_count: number }>(
    sql`select row_count from meta.version where relation = ${node.name} and version = ${base?.version ?? null}`,
  )
  return rows[0]?.row_count ?? 0
}

/** Keeps what this version changed, for ever, a row a grain: one that was replaced is its successor. */
function remember({ name, grain, columns }: Node, version: number): string {
  const key = grain.map((name) => identifier(name)).join(', ')
  const listed = columns.map(({ name }) => identifier(name)).join(', ')
  return `insert into store.${identifier(`${storeTable(name)}_log`)} (run_id, is_ended, ${listed})
     select distinct on (${key}) ${version}, to_version = ${version}, ${listed} from store.${storeTable(name)}
     where to_version = ${version} or (from_version = ${version} and to_version = ${openEnd})
     order by ${key}, to_version desc`
}

/**
 * How many of the rows that a version ended have a successor of the same grain in it. Counted, not joined: the planner knows nothing of a
 * version that is being written and joined its rows each with each, 40 s for 10,000 of them.
 */
async function countReplaced(connection: pg.PoolClient, table: string, version: number, grain: string[]): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `select count(*) as count from (
         select from ${table} where to_version = ${version} or (from_version = ${version} and to_version = ${openEnd})
         group by ${grain.join(', ')} having count(*) > 1
     ) as replaced`,
  )
  return rows[0]!.count
}
