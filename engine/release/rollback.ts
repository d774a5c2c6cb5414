import { MemberhouseError } from '../base/errors.ts'
import { requirePublished } from '../meta/read_releases.ts'
import { inTransaction, type Database } from '../postgres/database.ts'
import { publish, waitUntilEffective } from './publish.ts'

/** Makes another kept release, older or newer, the published one; returns once new transactions see it. */
export async function rollbackTo(database: Database, release: number, actor: string, delayMs: number): Promise<void> {
  const effective_at = await inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ release: number | null }>('select release from meta.pointer')
    if (rows[0]!.release === release) throw new MemberhouseError(`Release ${release} is already the published one`)
    await requirePublished(connection, release, 'be rolled back to')
    return publish(connection, { release, expected: rows[0]!.release, kind: 'rollback', actor, delay_ms: delayMs })
  })
  await waitUntilEffective(database, effective_at)
}
