import pg from 'pg'

/** One row of integers, reused from row to row: of each column both words of its 64 bits, in two's complement. */
export type IntegerRow = { upper: Int32Array; lower: Int32Array; isNull: Uint8Array }

const [copyData, copyDone, errorResponse] = ['d', 'c', 'E'].map((letter) => letter.charCodeAt(0))
const { BOOL, INT2, INT4, INT8 } = pg.types.builtins
const integerTypes = new Set<number>([BOOL, INT2, INT4, INT8])
const signatureBytes = 19

/**
 * Calls `see` for each row of a select whose so many columns are all integers of up to 64 bits, or booleans (1 and 0), by way of a binary COPY. Reads what
 * Postgres sends where it lies: pg-copy-streams makes an object of each row and leaves digits to be put together, which took a third of the resolution of a million accounts.
 * Throws where a column is anything else, and, once all was sent, what `see` throws.
 */
export async function copyIntegers(client: pg.Client, select: string, columns: number, see: (row: IntegerRow) => void): Promise<void> {
  const { fields } = await client.query(`select * from (${select}) as input limit 0`)
  if (fields.length !== columns) throw new TypeError(`it has ${fields.length} columns, and ${columns} are read`)
  const other = fields.find(({ dataTypeID }) => !integerTypes.has(dataTypeID))
  if (other) throw new TypeError(`its column ${other.name} is not of integers: cast it to bigint, or read the input as rows`)
  const read = rowReader(columns, see)
  await new Promise<void>((resolve, reject) => client.query(copyOf(select, read, resolve, reject)))
}

/**
 * Takes what the server sends from the connection's own parser until the COPY ends. The messages are those of
 * https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-COPY, one row each.
 */
function copyOf(select: string, read: RowReader, resolve: () => void, reject: (error: unknown) => void) {
  let failure: unknown
  let [rows, told] = [0, 0]
  return {
    submit(connection: pg.Connection) {
      const { stream } = connection
      const parse = stream.listeners('data')[0] as (bytes: Buffer) => void
      let rest: Buffer = Buffer.alloc(0)
      const take = (chunk: Buffer) => {
        const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
        let at = 0
        while (at + 5 <= bytes.length) {
          const code = bytes[at]
          if (code === copyDone || code === errorResponse) {
            stream.on('data', parse).removeListener('data', take)
            parse(bytes.subarray(at))
            return
          }
          const next = at + 1 + view.getInt32(at + 1)
          if (next > bytes.length) break
          if (code === copyData && failure === undefined) {
            try {
              // Before the first row stands a signature, behind the last a message that says so, with -1 for its number of columns.
              const row = at + 5 + (rows === 0 ? signatureBytes : 0)
              if (view.getInt16(row) >= 0) {
                if (read(view, row) !== next) throw new Error('Postgres sent a row of other columns')
                rows++
              }
            } catch (error) {
              failure = error
            }
          }
          at = next
        }
        rest = bytes.subarray(at)
      }
      stream.on('data', take).removeListener('data', parse)
      connection.query(`copy (${select}) to stdout (format binary)`)
    },
    handleCommandComplete({ text }: { text: string }) {
      told = Number(text.slice('COPY '.length))
    },
    handleReadyForQuery() {
      if (failure === undefined && rows !== told) failure = new Error(`read ${rows} of the ${told} rows that Postgres sent`)
      if (failure === undefined) resolve()
      else reject(failure)
    },
    handleError: (error: unknown) => reject(failure ?? error),
  }
}

/** Reads the row that begins at a place, and returns where it ends. */
type RowReader = (bytes: DataView, at: number) => number

/** Reads the columns of each row into the same arrays. */
function rowReader(columns: number, see: (row: IntegerRow) => void): RowReader {
  const row: IntegerRow = { upper: new Int32Array(columns), lower: new Int32Array(columns), isNull: new Uint8Array(columns) }
  const { upper, lower, isNull } = row
  return (bytes, at) => {
    if (bytes.getInt16(at) !== columns) return -1
    at += 2
    for (let column = 0; column < columns; column++) {
      const length = bytes.getInt32(at)
      at += 4
      isNull[column] = length < 0 ? 1 : 0
      if (length === 8) {
        upper[column] = bytes.getInt32(at)
        lower[column] = bytes.getInt32(at + 4)
      } else {
        lower[column] = length === 4 ? bytes.getInt32(at) : length === 2 ? bytes.getInt16(at) : length === 1 ? bytes.getUint8(at) : 0
        upper[column] = lower[column]! >> 31
      }
      if (length > 0) at += length
    }
    see(row)
    return at
  }
}
