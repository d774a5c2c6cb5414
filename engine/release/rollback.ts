import { MemberhouseError } from '../base/errors.ts'
import { requirePublished } from '../meta/read_releases.ts'
import { inTransaction, type Database } from '../postgres/database.ts'
import { limitPublication, publish, untilEffective } from './publish.ts'

/** Moves readers to an older or newer kept release; returns when they are there. */
export async function rollbackTo(database: Database, release: number, actor: string, delayMs: number): Promise<void> {
  const effective_at = await inTransaction(database, async (connection) => {
    await limitPublication(connection, delayMs)
    const { rows } = await connection.query<{ release: number | null }>('select release from meta.pointer')
    if (rows[0]!.release === release) throw new MemberhouseError(`Release ${release} is the published one already`)
    await requirePublished(connection, release, 'be rolled back to')
    return publish(connection, { release, expected: rows[0]!.release, kind: 'rollback', actor, delay_ms: delayMs })
  })
  await untilEffective(database, effective_at)
}
