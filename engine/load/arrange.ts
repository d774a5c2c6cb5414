import { identifier, literal, type Connection } from '../postgres/database.ts'
import type { Landing } from '../store/by_change/landing.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'

/**
 * The rows of a file, where they landed, with the place of each among the rows of its key; counted in the order of the file for an ordinal, else
 * from the last back, which is the one that stays. A rejected row whose key can be read stands among them as `is_spared`: it keeps
 * what was known of its key from being ended, and its place among lines that an ordinal counts.
 */
export function placedRows(source: SourceModel, landing: Landing, columns: readonly string[]): string {
  const { key, ordinal } = source.kind
  const keyInFile = fileColumns(source).filter(({ name }) => key.includes(name))
  const types = new Map(keyInFile.map(({ name, type }) => [name, type]))
  const listed = [...new Set([...keyInFile.map(({ name }) => name), ...columns])]
  const spared = listed.map((name) => (types.has(name) ? `${identifier(name)}::${types.get(name)}` : 'null'))
  return `(
      select *, row_number() over (
          partition by ${names(keyInFile.map(({ name }) => name))} order by ${ordinal ? 'source_line' : 'is_spared, source_line desc'}
      )::integer as ${identifier(placeColumn(source))}
      from (
          select source_line, ${names(listed)}, false as is_spared from ${landing.table} where ${landing.isLanded}
          union all
          select source_line, ${spared.join(', ')}, true as is_spared from rejected where ${isKeyReadable(source)}
      ) as row_of_file
  )`
}

/** The column that tells the place of a row in `placedRows`: the ordinal where there is one. */
export const placeColumn = ({ kind: { ordinal } }: SourceModel): string => ordinal ?? 'place'

/** Numbers rows that landed straight in the table of a source with an ordinal; else takes away those that a later line supersedes. Returns how many it takes away. */
export async function arrangeLanded(connection: Connection, source: SourceModel, landing: Landing): Promise<number> {
  const { ordinal } = source.kind
  const place = identifier(placeColumn(source))
  // Beside the whole table, of which these rows are few: sorting keys alone takes a third of what sorting rows does.
  const later = `(select source_line, ${place} from ${placedRows(source, landing, [])} as placed where ${place} > 1 and not is_spared) as later`
  // Of the rows of one batch, no two begin on one line.
  const isLater = `landed.source_line = later.source_line and ${landing.isLanded}`
  const { rowCount } = await connection.query(
    ordinal
      ? `update ${landing.table} as landed set ${place} = later.${place} from ${later} where ${isLater}`
      : `delete from ${landing.table} as landed using ${later} where ${isLater}`,
  )
  return ordinal ? 0 : rowCount!
}

const names = (columns: readonly string[]) => columns.map((name) => identifier(name)).join(', ')

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

/** Says of each rejected row that has no reason yet which later line of its key, in `arrived`, took its place. */
export async function explainSuperseded(connection: Connection, source: SourceModel, arrived: string): Promise<void> {
  const isSameKey = source.kind.key.map(
    (name) => `arrival.${identifier(name)} = rejected.${identifier(name)}::${source.columns[name]!.type}`,
  )
  await connection.query(
    `update rejected set reasons = array['superseded by line ' || arrival.source_line]
     from (select * from ${arrived}) as arrival
     where rejected.problem is null and rejected.reasons = '{}' and ${isSameKey.join(' and ')}`,
  )
}
