import pg from 'pg'
import { MemberhouseError } from '../base/errors.ts'
import { literal, type Database } from '../postgres/database.ts'
import { rawText, streamRows, type RowSink } from '../postgres/stream_rows.ts'
import { beginReading, explainSeveral } from './read_as_reader.ts'

/** Which release a select reads (default: the published one), its values, and the time zone of its days and moments. */
export type Reading = { release?: number | null; values?: unknown[]; time_zone: string }

// One text form for each type, whatever the server's defaults. A closed pipe ends the statement in Postgres, too.
const exactText = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local client_connection_check_interval = '500ms'`

/**
 * Runs one select as `readAsReader` does, and hands each row to `sink` in the text form of Postgres, so no value passes through a
 * JavaScript number or Date. It has a connection of its own: a slow output would look to the pool like an answer that was lost.
 */
export async function streamAsReader(
  database: Database,
  select: string,
  { release = null, values = [], time_zone }: Reading,
  sink: RowSink,
): Promise<void> {
  const client = new pg.Client({ ...database.options, types: rawText })
  client.on('error', () => {})
  await client.connect()
  try {
    await beginReading(client, release)
    await client.query(`${exactText}; set local timezone = ${literal(time_zone)}`)
    const hasResult = await streamRows(client, select, values, sink).catch((cause: Error) => {
      throw explainSize(explainSeveral(cause))
    })
    if (!hasResult) throw new MemberhouseError('The statement returned no rows and no columns', { hint: 'Give one select.' })
  } finally {
    await client.end()
  }
}

function explainSize(cause: Error): Error {
  const { code } = cause as { code?: string }
  if (code !== 'ERR_STRING_TOO_LONG' && !/^Invalid string length/.test(cause.message)) return cause
  return new MemberhouseError('A value of the result is longer than 500 MB', {
    hint: 'Read it in parts: substring(value, 1, 100000000).',
    cause,
  })
}
