import { from as copyFrom } from 'pg-copy-streams'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Connection } from './database.ts'

/** Runs one COPY from this process: `work` gets a function that sends text and returns when the server can take more. Returns the rows kept. */
export async function copyRows(
  connection: Connection,
  sql: string,
  work: (send: (text: Buffer) => Promise<void>) => Promise<void>,
): Promise<number> {
  const copy = connection.query(copyFrom(sql))
  // Heard at once: the server may refuse at any moment, also while no write is under way.
  const done = finished(copy)
  let refused = false
  done.catch(() => (refused = true))
  try {
    await work(async (text) => {
      if (!copy.write(text)) await Promise.race([once(copy, 'drain'), done])
    })
    copy.end()
    await done
  } catch (error) {
    if (!refused) {
      copy.destroy(error as Error)
      await done.catch(() => {})
    }
    throw error
  }
  return copy.rowCount
}
