/** A column of a contract, as `text(…)`, `bigint(…)` and the other column functions make it. */
export type Column = {
  /** A Postgres type, as `format_type` prints it. */
  type: string
  doc: string
  nullable: boolean
  personal: boolean
  from?: string
  zone?: string
  optional?: boolean
  identifier?: string
}

/** What a column can declare besides its type and its meaning. */
export type ColumnOptions = {
  /**
   * The column may be null. In a source this option has no effect: there every column may be null, except those of the key.
   * @default false
   */
  nullable?: boolean
  /**
   * The column holds personal data. Its values are removed from the sample rows of a failed audit and from the reasons of rejected rows, and
   * masked in `release diff`. `show` and `sql` print them.
   * @default false
   */
  personal?: boolean
  /**
   * Sources only: the name of the column in the file (a CSV header or a JSON key).
   * @default the column's own name
   */
  from?: string
  /**
   * Sources only: a file may lack the column, and its values are then null. For a column that the export gained later: older files stay
   * loadable. The key cannot be optional.
   * @default false: a file that lacks the column is refused
   */
  optional?: boolean
  /**
   * Sources only: the type of identifier that a column of text holds, such as `phone` (identity/normalise/normalise.ts). A load counts the
   * values that normalisation changes, and those that it cannot read; `ads.data_quality` shows them.
   * @default none
   */
  identifier?: string
}

/** What a column of timestamps can declare. */
export type TimestampOptions = ColumnOptions & {
  /**
   * Sources only: the time zone by which values are converted, such as `Asia/Shanghai`. A `timestamptz` takes values without an offset as
   * local time of the zone. A `timestamp` takes values with an offset as moments, and holds the local time of the zone. Other values are
   * taken as they are written. In an hour that a change of the clocks skips or repeats, standard time applies.
   * @default none: a `timestamptz` rejects values without an offset, a `timestamp` those with one
   */
  zone?: string
}

const column =
  (type: string) =>
  (doc: string, options: ColumnOptions = {}): Column => ({ nullable: false, personal: false, ...options, type, doc })

const moment =
  (type: string) =>
  (doc: string, options: TimestampOptions = {}): Column =>
    column(type)(doc, options)

/** A whole number of up to 64 bits: keys, and counts, since `count(*)` returns this type. */
export const bigint = column('bigint')
/** True or false. */
export const boolean = column('boolean')
/** A calendar day. */
export const date = column('date')
/** A binary floating-point number: scores and probabilities, never money. */
export const double = column('double precision')
/** A whole number of up to 32 bits: a number of days, since `date - date` returns this type. */
export const integer = column('integer')
/** JSON: an object, a list or a single value. */
export const jsonb = column('jsonb')
/** An exact decimal number of any length: money and quantities. */
export const numeric = column('numeric')
/** Text of any length. */
export const text = column('text')
/** A day and a time of day without a time zone, as a source wrote it. */
export const timestamp = moment('timestamp without time zone')
/** A moment. Postgres stores it in UTC. */
export const timestamptz = moment('timestamp with time zone')
