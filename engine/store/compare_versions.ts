import sql from 'sql-template-tag'
import type { Connection } from '../postgres/database.ts'
import { loadColumns } from '../project/node.ts'
import type { Compared, ComparedColumn } from './differing_rows.ts'
import { storedIn } from './names.ts'
import { compareSnapshots } from './snapshots.ts'
import { stores } from './stores.ts'

/**
 * The versions of a relation in two releases. They are not dropped before the transaction ends, which must be a repeatable read that has
 * read nothing before. Throws MH002 when one was retired.
 */
export async function compareVersions(connection: Connection, relation: string, before: number, after: number): Promise<Compared> {
  const isSegment = relation.startsWith('segment.')
  // Locked first: a version that version_of finds attached after that is not dropped.
  if (!isSegment) await connection.query(`lock table ${storedIn(relation)} in access share mode`)
  const from = await versionIn(connection, before, relation)
  const to = await versionIn(connection, after, relation)
  if (isSegment) return compareSnapshots(connection, relation, from, to)

  const { rows } = await connection.query<{ store: keyof typeof stores; grain: string[]; columns: ComparedColumn[] }>(
    sql`select relation.store, relation.grain, (
         select jsonb_agg(jsonb_build_object('name', column_name, 'type', type, 'is_personal', is_personal) order by position)
         from meta.relation_column where relation_column.relation = relation.relation
     ) as columns
     from meta.relation where relation.relation = ${relation}`,
  )
  const { store, grain, columns } = rows[0]!
  // Load columns are provenance, so they are not compared.
  const compared = columns.filter(({ name }) => name === 'extra' || !loadColumns.some((column) => column.name === name))
  return { grain, columns: compared, ...stores[store].differingRows(relation, from, to) }
}

async function versionIn(connection: Connection, release: number, relation: string): Promise<number> {
  await connection.query(`set local memberhouse.release = '${release}'`)
  const { rows } = await connection.query<{ version: number }>(sql`select meta.version_of(${relation}) as version`)
  return rows[0]!.version
}
