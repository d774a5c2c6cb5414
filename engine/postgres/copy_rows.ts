import { from as copyFrom } from 'pg-copy-streams'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Connection } from './database.ts'

/** Runs one COPY … FROM STDIN. `work` gets a function that sends text and waits while the server is busy. Returns the number of rows stored. */
export async function copyRows(
  connection: Connection,
  sql: string,
  work: (send: (text: Buffer) => Promise<void>) => Promise<void>,
): Promise<number> {
  const copy = connection.query(copyFrom(sql))
  // Listen from the start: the server may fail the COPY at any moment, even between two writes.
  const done = finished(copy)
  let hasFailed = false
  done.catch(() => (hasFailed = true))
  try {
    await work(async (text) => {
      if (!copy.write(text)) await Promise.race([once(copy, 'drain'), done])
    })
    copy.end()
    await done
  } catch (error) {
    if (!hasFailed) {
      copy.destroy(error as Error)
      await done.catch(() => {})
    }
    throw error
  }
  return copy.rowCount
}
