/** The value of a field. Objects only in NDJSON; null is an empty field in CSV, `null` in NDJSON. */
export type Value = string | number | boolean | null | object
/** The values of a row, in the column order of its file. */
export type Row = readonly Value[]

/** The format of the files of one source. */
export type FileShape = {
  /** Name of the source; file names begin with it. */
  source: string
  /** Column names as in the file. */
  columns: readonly string[]
  format?: 'csv' | 'ndjson'
  encoding?: 'utf8' | 'gb18030'
  /** The history folder holds one file instead of one a month: for lists that are exported whole. */
  whole?: boolean
  /** The file of one month, counted back from the end of the history, arrives late: in the folder of this many days before the end. */
  late?: { months_before: number; days_before: number }
}
