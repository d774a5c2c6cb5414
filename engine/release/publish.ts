import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'

/** One move of the published release: to `release`, from the `expected` one; `fence` is that of a run. */
export type Publication = {
  release: number
  expected: number | null
  kind: 'publish' | 'rollback'
  actor: string
  delay_ms: number
  fence?: number
}

/** Ends the transaction before its publication takes effect: one that commits later would show two releases to one transaction. */
export const limitPublication = (connection: Connection, delayMs: number) =>
  connection.query(`set local transaction_timeout = '${Math.max(Math.floor(delayMs / 2), 1)}ms'`)

/** Moves readers to a release; returns the moment at which new transactions see it. Throws what `meta.publish` raises. */
export async function publish(connection: Connection, publication: Publication): Promise<Date> {
  const { release, expected, kind, actor, delay_ms, fence = null } = publication
  const { rows } = await connection.query<{ effective_at: Date }>(
    sql`select meta.publish(${release}, ${expected}, ${kind}, ${actor}, make_interval(secs => ${delay_ms / 1000}), ${fence}) as effective_at`,
  )
  return rows[0]!.effective_at
}

/** Waits until readers' new transactions see a publication, by the database's clock; a Date has lost its microseconds. */
export async function untilEffective(database: Database, effective_at: Date): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ milliseconds: number }>(
      sql`select extract(epoch from ${effective_at}::timestamptz + interval '1 ms' - clock_timestamp())::float8 * 1000 as milliseconds`,
    )
    if (rows[0]!.milliseconds <= 0) return
    await new Promise((resolve) => setTimeout(resolve, Math.max(rows[0]!.milliseconds, 5)))
  }
}
