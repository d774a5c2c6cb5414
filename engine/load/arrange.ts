import { identifier, literal, type Connection } from '../database.ts'
import type { StagedColumn } from './file_layout.ts'
import { fileColumns, type SourceModel } from './source_model.ts'

/** Columns of the file that are not declared, as one JSON object without nulls, or null. */
function extraOf(layout: StagedColumn[]): string {
  const extras = layout.filter((column) => column.isExtra)
  if (extras.length === 0) return 'null::jsonb'
  const names = extras.map((column) => literal(column.header)).join(', ')
  return `nullif(jsonb_strip_nulls(jsonb_object(array[${names}], array[${extras.map((column) => identifier(column.name)).join(', ')}])), '{}')`
}

const names = (columns: readonly string[]) => columns.map((name) => identifier(name)).join(', ')

/** The staged rows as they are to be written where nothing needs to be arranged. */
export const stagedRows = (source: SourceModel, layout: StagedColumn[]): string =>
  `(select source_line, ${names(fileColumns(source).map(({ name }) => name))}, ${extraOf(layout)} as extra, false as is_spared from staged)`

/**
 * Creates `arrival` (a view where it is read once, else a table): one row a key, in the order of the key, so that the index of the table grows at one end. Of several rows of
 * one key the last stays. A rejected row whose key can be read stands in it as `is_spared`: it keeps what was known of its key
 * from being ended, and its place among lines that an ordinal counts.
 */
export async function createArrivals(
  connection: Connection,
  source: SourceModel,
  layout: StagedColumn[],
  as: 'table' | 'view',
): Promise<void> {
  const { key, ordinal } = source.kind
  const keyInFile = key.filter((name) => name !== ordinal)
  const columns = fileColumns(source)
  const spared = columns.map(({ name, type }) => (keyInFile.includes(name) ? `${identifier(name)}::${type}` : `null::${type}`))
  const listed = names(columns.map(({ name }) => name))
  const rows = `(
      select source_line, ${listed}, ${extraOf(layout)} as extra, false as is_spared from staged
      union all
      select source_line, ${spared.join(', ')}, null, true from rejected where ${isKeyReadable(source)}
  ) as row_of_file`
  const select = ordinal
    ? `select *, (row_number() over (partition by ${names(keyInFile)} order by source_line))::${source.columns[ordinal]!.type} as ${identifier(ordinal)} from ${rows}`
    : `select distinct on (${names(key)}) * from ${rows} order by ${names(key)}, is_spared, source_line desc`
  await connection.query(as === 'view' ? `create temp view arrival as ${select}` : `create temp table arrival on commit drop as ${select}`)
  if (as === 'table') await connection.query(`analyze arrival (${names(key)})`)
}

/** Whether a rejected row hides its key: it may stand for any row that is known, so that none can be told to be gone. */
export async function hidesKey(connection: Connection, source: SourceModel): Promise<boolean> {
  const { rows } = await connection.query<{ hides: boolean }>(
    `select exists (select from rejected where (${isKeyReadable(source)}) is not true) as hides`,
  )
  return rows[0]!.hides
}

function isKeyReadable(source: SourceModel): string {
  const { key, ordinal } = source.kind
  const valid = fileColumns(source)
    .filter(({ name }) => key.includes(name) && name !== ordinal)
    .map(({ name, type }) => `${identifier(name)} is not null and pg_input_is_valid(${identifier(name)}, ${literal(type)})`)
  return `case when problem is null then ${valid.join(' and ')} end`
}

/** Says of each rejected row that has no reason yet which later line of its key took its place. */
export async function explainSuperseded(connection: Connection, source: SourceModel): Promise<void> {
  const isSameKey = source.kind.key.map(
    (name) => `arrival.${identifier(name)} = rejected.${identifier(name)}::${source.columns[name]!.type}`,
  )
  await connection.query(
    `update rejected set reasons = array['superseded by line ' || arrival.source_line]
     from arrival
     where rejected.problem is null and rejected.reasons = '{}' and not arrival.is_spared and ${isSameKey.join(' and ')}`,
  )
}
