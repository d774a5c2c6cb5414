import type { Connection, Database } from '../postgres/database.ts'

/** A relation as the newest published release that holds it has it. */
export type BaseRelation = { relation: string; version: number; code_hash: string; inputs: Record<string, number>; as_of: string | null }

/** The input of a plan: the newest published version of each relation, and the newest batch of each source (its watermark). */
export type Known = { base: Map<string, BaseRelation>; watermarks: Map<string, number> }

/** Reads the newest published versions and the newest batches, which stay fixed for a run. */
export async function readKnown(database: Database | Connection): Promise<Known> {
  const { rows: base } = await database.query<BaseRelation>(
    `select distinct on (held.relation) held.relation, held.version, held.code_hash, held.inputs, held.as_of
     from meta.release_relation as held inner join meta.release on release.release = held.release
     where release.state = 'published' and held.code_hash is not null
         and not exists (
             select from meta.version
             where version.relation = held.relation and version.version = held.version and version.retired_at is not null
         )
     order by held.relation, held.release desc`,
  )
  const { rows: watermarks } = await database.query<{ source: string; batch_id: number }>(
    `select source, newest_batch_id as batch_id from meta.source`,
  )
  // A view is not versioned: the database has the definition that was published last.
  const { rows: views } = await database.query<BaseRelation>(
    `select relation, 0 as version, code_hash, '{}'::jsonb as inputs, null as as_of from meta.relation where store = 'view'`,
  )
  return {
    base: new Map([...base, ...views].map((row) => [row.relation, row])),
    watermarks: new Map(watermarks.map((row) => [row.source, row.batch_id])),
  }
}
