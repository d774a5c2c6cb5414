import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'

export type Stale = { source: string; severity: 'warn' | 'error'; message: string }

/** Returns the sources whose newest row is older than their limits, counted from `as_of`. Stores the limits in `meta.relation`. */
export async function checkFreshness(database: Database | Connection, nodes: Node[], as_of: string): Promise<Stale[]> {
  const limits = nodes.flatMap(({ name, source }) => (source?.freshness ? [{ source: name, ...source.freshness }] : []))
  const allowed = JSON.stringify(limits)
  await database.query(
    sql`update meta.relation set warn_days = given.warn_days, error_days = given.error_days
     from meta.relation as known
     left join jsonb_to_recordset(${allowed}) as given(source text, warn_days integer, error_days integer) on given.source = known.relation
     where known.relation = relation.relation
         and (relation.warn_days, relation.error_days) is distinct from (given.warn_days, given.error_days)`,
  )
  const { rows } = await database.query<{ source: string; newest_on: string | null; age_days: number | null }>(
    sql`select given.source, max(batch.newest_on) as newest_on, ${as_of}::date - max(batch.newest_on) as age_days
     from unnest(${limits.map(({ source }) => source)}::text[]) as given(source)
     left join meta.batch on batch.source = given.source and batch.state = 'loaded'
     group by given.source order by given.source`,
  )
  return rows.flatMap(({ source, newest_on, age_days }): Stale[] => {
    const { warn_days, error_days } = limits.find((limit) => limit.source === source)!
    if (age_days === null) return [{ source, severity: 'warn', message: `${source} was never loaded` }]
    if (age_days <= warn_days) return []
    const severity = age_days > error_days ? 'error' : 'warn'
    const limit = severity === 'error' ? error_days : warn_days
    return [
      {
        source,
        severity,
        message: `${source} is stale: its newest row is from ${newest_on}, ${age_days} days before ${as_of} (limit ${limit})`,
      },
    ]
  })
}
