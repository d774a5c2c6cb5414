import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'

/** Moves the published release from `expected` to `release`. A publish carries the fence of its run, a rollback none. */
export type Publication = {
  release: number
  expected: number | null
  kind: 'publish' | 'rollback'
  actor: string
  delay_ms: number
  fence?: number
}

/**
 * Publishes a release, or rolls back to it; returns the moment from which new transactions see it. Throws the errors of `meta.publish`. The
 * transaction must commit within half the delay from now on, or Postgres ends it: after the release takes effect, a reader could see two releases.
 */
export async function publish(connection: Connection, publication: Publication): Promise<Date> {
  const { release, expected, kind, actor, delay_ms, fence = null } = publication
  await connection.query(`set local transaction_timeout = '${Math.max(Math.floor(delay_ms / 2), 1)}ms'`)
  const { rows } = await connection.query<{ effective_at: Date }>(
    sql`select meta.publish(${release}, ${expected}, ${kind}, ${actor}, make_interval(secs => ${delay_ms / 1000}), ${fence}) as effective_at`,
  )
  return rows[0]!.effective_at
}

/** Waits until new transactions see a publication, by the database's clock. 1 ms is added because a Date has no microseconds. */
export async function waitUntilEffective(database: Database, effective_at: Date): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ milliseconds: number }>(
      sql`select extract(epoch from ${effective_at}::timestamptz + interval '1 ms' - clock_timestamp())::float8 * 1000 as milliseconds`,
    )
    if (rows[0]!.milliseconds <= 0) return
    await new Promise((resolve) => setTimeout(resolve, Math.max(rows[0]!.milliseconds, 5)))
  }
}
