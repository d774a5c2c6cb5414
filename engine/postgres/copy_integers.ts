import pg from 'pg'

/** One row of integers: the upper and lower 32 bits of each column, in two's complement. The arrays are reused for the next row. */
export type IntegerRow = { upper: Int32Array; lower: Int32Array; isNull: Uint8Array }

const [copyData, copyDone, errorResponse] = ['d', 'c', 'E'].map((letter) => letter.charCodeAt(0))
const { BOOL, INT2, INT4, INT8 } = pg.types.builtins
const integerTypes = new Set<number>([BOOL, INT2, INT4, INT8])
const signatureBytes = 19

/**
 * Calls `onRow` for each row of a select of integers (up to 64 bits) and booleans (1 and 0), read by a binary COPY. It parses the
 * network buffers in place: with an object per row (pg-copy-streams), reading took a third of the time to resolve a million accounts.
 * Throws when a column has another type. An error of `onRow` is thrown after the COPY has ended, so that the connection stays usable.
 */
export async function copyIntegers(client: pg.Client, select: string, columns: number, onRow: (row: IntegerRow) => void): Promise<void> {
  const { fields } = await client.query(`select * from (${select}) as input limit 0`)
  if (fields.length !== columns) throw new TypeError(`expected ${columns} columns, got ${fields.length}`)
  const other = fields.find(({ dataTypeID }) => !integerTypes.has(dataTypeID))
  if (other) throw new TypeError(`column ${other.name} is not an integer: cast it to bigint, or read the input as rows`)
  const read = rowReader(columns, onRow)
  await new Promise<void>((resolve, reject) => client.query(copyOf(select, read, resolve, reject)))
}

/**
 * Reads the socket in place of the driver's parser until the COPY ends. Each CopyData message holds one row:
 * https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-COPY.
 */
function copyOf(select: string, read: RowReader, resolve: () => void, reject: (error: unknown) => void) {
  let failure: unknown
  let [rows, sent] = [0, 0]
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
              // A signature precedes the first row. A last message with -1 as its number of columns marks the end.
              const row = at + 5 + (rows === 0 ? signatureBytes : 0)
              if (view.getInt16(row) >= 0) {
                if (read(view, row) !== next) throw new Error('Postgres sent a row with another number of columns')
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
      sent = Number(text.slice('COPY '.length))
    },
    handleReadyForQuery() {
      if (failure === undefined && rows !== sent) failure = new Error(`read ${rows} of the ${sent} rows that Postgres sent`)
      if (failure === undefined) resolve()
      else reject(failure)
    },
    handleError: (error: unknown) => reject(failure ?? error),
  }
}

/** Reads the row at an offset; returns the offset of its end. */
type RowReader = (bytes: DataView, at: number) => number

/** Makes a reader that fills the same arrays for every row. */
function rowReader(columns: number, onRow: (row: IntegerRow) => void): RowReader {
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
    onRow(row)
    return at
  }
}
