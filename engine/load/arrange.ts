import { identifier, type Connection } from '../postgres/database.ts'
import type { Landing } from '../store/by_change/landing.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'
import { isValue, valueOf } from './scan/value_form.ts'

/**
 * The rows of a file, where they landed, with the place of each among the rows of its key: counted in file order for an ordinal, else from
 * the last row back, which is the one that is kept. A rejected row with a readable key is among them as `is_spared?`: the open row of
 * its key is not closed, and the row keeps its place in an ordinal.
 */
export function placedRows(source: SourceModel, landing: Landing, columns: readonly string[]): string {
  const { key, ordinal } = source.kind
  const keyInFile = fileColumns(source).filter(({ name }) => key.includes(name))
  const columnOf = new Map(keyInFile.map((column) => [column.name, column]))
  const listed = [...new Set([...keyInFile.map(({ name }) => name), ...columns])]
  const spared = listed.map((name) => (columnOf.has(name) ? valueOf(columnOf.get(name)!) : 'null'))
  return `(
      select *, row_number() over (
          partition by ${names(keyInFile.map(({ name }) => name))} order by ${ordinal ? 'source_line' : '"is_spared?", source_line desc'}
      )::integer as ${identifier(placeColumn(source))}
      from (
          select source_line, ${names(listed)}, false as "is_spared?" from ${landing.table} where ${landing.isLanded}
          union all
          select source_line, ${spared.join(', ')}, true as "is_spared?" from rejected where ${isKeyReadable(source)}
      ) as row_of_file
  )`
}

/** The column of a row's place in `placedRows`: the ordinal where there is one. */
export const placeColumn = ({ kind: { ordinal } }: SourceModel): string => ordinal ?? 'place?'

/** Numbers the rows that landed in the table of a source with an ordinal; else deletes rows that a later line supersedes and returns how many. */
export async function arrangeLanded(connection: Connection, source: SourceModel, landing: Landing): Promise<number> {
  const { ordinal } = source.kind
  const place = identifier(placeColumn(source))
  // Few rows repeat a key. Sorting keys alone takes a third of the time of sorting whole rows.
  const later = `(select source_line, ${place} from ${placedRows(source, landing, [])} as placed where ${place} > 1 and not "is_spared?") as later`
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

/** Whether a rejected row has no readable key: it may be any of the known rows, so no row can be treated as deleted. */
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
    .map((column) => `${identifier(column.name)} is not null and ${isValue(column)}`)
  return `case when problem is null then ${valid.join(' and ')} end`
}

/** Gives each rejected row without a reason the later line of its key, in `arrived`, that superseded it. */
export async function explainSuperseded(connection: Connection, source: SourceModel, arrived: string): Promise<void> {
  const isSameKey = source.kind.key.map((name) => {
    const column = { name, type: source.columns[name]!.type, zone: source.columns[name]!.zone }
    return `arrival.${identifier(name)} = ${valueOf(column, `rejected.${identifier(name)}`)}`
  })
  await connection.query(
    `update rejected set reasons = array['superseded by line ' || arrival.source_line]
     from (select * from ${arrived}) as arrival
     where rejected.problem is null and rejected.reasons = '{}' and ${isSameKey.join(' and ')}`,
  )
}
