import pg from 'pg'

/** One row as Postgres writes it: each value in its text form. */
export type TextValues = (string | null)[]

/** Takes the columns of a statement, then its rows. While a promise that `row` returns is pending, no more rows are read. */
export type RowSink = { columns: (columns: pg.FieldDef[]) => void; row: (values: TextValues) => void | Promise<void> }

type Wire = pg.Connection & { once(event: 'rowDescription', listener: (message: { fields: pg.FieldDef[] }) => void): void }

/**
 * Runs one statement and hands its rows to `sink`, without keeping them; returns whether the statement has a result. The client needs
 * text parsers (`rawText`), and is of no further use after an error.
 */
export function streamRows(client: pg.Client, text: string, values: unknown[], sink: RowSink): Promise<boolean> {
  const connection = (client as unknown as { connection: Wire }).connection
  const { stream } = connection
  return new Promise((resolve, reject) => {
    let hasResult = false
    let pending = 0
    let isRead = false
    const finish = () => isRead && pending === 0 && resolve(hasResult)
    const fail = (error: unknown) => {
      reject(error as Error)
      stream.destroy()
    }
    // An error of the driver's parser (a value longer than a string may be) or of the sink must not end the process.
    const parse = stream.listeners('data')[0] as (bytes: Buffer) => void
    const guarded = (bytes: Buffer) => {
      try {
        parse(bytes)
      } catch (error) {
        fail(error)
      }
    }
    stream.on('data', guarded).removeListener('data', parse)
    const pause = (taken: Promise<void>) => {
      pending++
      stream.pause()
      taken.then(() => {
        if (--pending === 0) stream.resume()
        finish()
      }, fail)
    }
    connection.once('rowDescription', ({ fields }) => {
      hasResult = true
      sink.columns(fields)
    })
    // The extended protocol takes one statement only. Otherwise "commit; drop table …" would leave a read-only transaction.
    const query = new pg.Query({ text, values, rowMode: 'array', queryMode: 'extended' } as pg.QueryArrayConfig)
    query.on('row', (row) => {
      const taken = sink.row(row as unknown as TextValues)
      if (taken) pause(taken)
    })
    query.on('error', reject)
    query.on('end', () => {
      isRead = true
      finish()
    })
    client.query(query)
  })
}

/** Leaves each value as the text that Postgres sent. */
export const rawText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value }
