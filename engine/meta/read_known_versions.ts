import type { Connection, Database } from '../postgres/database.ts'

/** What the newest published release that holds a relation says of it. */
export type BaseRelation = { relation: string; version: number; code_hash: string; inputs: Record<string, number>; as_of: string | null }

/** What a plan rests on: the newest published versions, and the newest batch of each source. */
export type Known = { base: Map<string, BaseRelation>; watermarks: Map<string, number> }

/** Reads what is published and what is loaded, as one run will know it. */
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
  // The definition of a view is not versioned: what the database has is what was published last.
  const { rows: views } = await database.query<BaseRelation>(
    `select relation, 0 as version, code_hash, '{}'::jsonb as inputs, null as as_of from meta.relation where store = 'view'`,
  )
  return {
    base: new Map([...base, ...views].map((row) => [row.relation, row])),
    watermarks: new Map(watermarks.map((row) => [row.source, row.batch_id])),
  }
}
