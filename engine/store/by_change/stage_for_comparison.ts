import type pg from 'pg'
import sql from 'sql-template-tag'
import { identifier } from '../../postgres/database.ts'
import { newRows, openEnd, storedIn } from '../names.ts'
import { remember } from './registry.ts'
import { stagingTable } from '../staging_table.ts'
import type { Attempt, Kept, Staging } from '../store.ts'

/** Collects the new rows of a relation stored by change, to be compared with its open rows. */
export const stageForComparison = (connection: pg.PoolClient, attempt: Attempt): Staging => ({
  ...stagingTable({ table: newRows, isTemporary: true, key: attempt.node.grain }),
  keep: (rowCount) => keepDifferences(connection, attempt, rowCount),
})

/** Closes the open rows that differ and writes the new ones; without a difference the version of `base` stays. */
async function keepDifferences(connection: pg.PoolClient, attempt: Attempt, given_count: number): Promise<Kept> {
  const { node, version, base, stored } = attempt
  const table = storedIn(node.name)
  const columns = stored.map(({ column_name }) => identifier(column_name)).join(', ')
  const grain = node.grain.map((name) => identifier(name))
  const sameGrain = grain.map((name) => `new_rows.${name} = old_rows.${name}`).join(' and ')
  const rowOf = (alias: string) => `(${stored.map(({ column_name }) => `${alias}.${identifier(column_name)}`).join(', ')})`
  const isSame = `${rowOf('new_rows')} is not distinct from ${rowOf('old_rows')}`
  const givesChanges = node.compute?.gives === 'changes'
  const rows = `${newRows} as new_rows`
  const isClosed = givesChanges
    ? `exists (select from ${rows} where ${sameGrain} and (new_rows.is_deleted or not ${isSame}))`
    : `not exists (select from ${rows} where ${sameGrain} and ${isSame})`
  const { rowCount: closed } = await connection.query(
    `update ${table} as old_rows set to_version = ${version} where to_version = ${openEnd} and ${isClosed}`,
  )
  const { rowCount: opened } = await connection.query(
    `insert into ${table} (from_version, ${columns}) select ${version}, ${columns} from ${rows}
     where ${givesChanges ? 'not is_deleted and' : ''}
         not exists (select from ${table} as old_rows where old_rows.to_version = ${openEnd} and ${sameGrain})`,
  )
  const row_count = givesChanges ? (await countBase(connection, attempt)) + opened! - closed! : given_count
  const changed_count = node.remembers
    ? (await connection.query(remember(node, version))).rowCount!
    : closed! + opened! - (closed! > 0 && opened! > 0 ? await countReplaced(connection, table, version, grain) : 0)
  // Autovacuum sees these rows too late for the models that read them in this run.
  if (changed_count > row_count / 10) await connection.query(`analyze ${table}`)
  if (changed_count === 0 && base) return { version: base.version, row_count, changed_count, statements: [] }
  const statements = [
    sql`insert into meta.version (relation, version, store, kept_in, row_count)
       values (${node.name}, ${version}, 'changes', ${table}::regclass, ${row_count})`,
  ]
  return { version, row_count, changed_count, statements }
}

async function countBase(connection: pg.PoolClient, { node, base }: Attempt): Promise<number> {
  const { rows } = await connection.query<{ row_count: number }>(
    sql`select row_count from meta.version where relation = ${node.name} and version = ${base?.version ?? null}`,
  )
  return rows[0]?.row_count ?? 0
}

/**
 * How many of the rows that a version closed have a successor of the same grain in it. Counted, not joined: the planner knows nothing of a
 * version that is being written, and took 40 s to join 10,000 of its rows each with each.
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
