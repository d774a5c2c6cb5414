import { readFile } from 'node:fs/promises'
import { getCountries } from 'libphonenumber-js/max'
import { z } from 'zod'
import { UsageError } from '../../../engine/base/errors.ts'
import { columnKinds, type ColumnType } from '../../../identity/match/columns/column_types.ts'
import { guessColumn, splitNames, withoutRepeats } from '../../../identity/match/guess_columns.ts'
import type { Column } from '../../../identity/match/records.ts'
import type { PeopleFile } from './people_file.ts'

const types = Object.keys(columnKinds) as [ColumnType, ...ColumnType[]]
const rulesShape = z.strictObject({
  columns: z.record(z.string(), z.enum(types, { error: ({ input }) => `'${String(input)}' is no type of column` })),
  region: z.enum(getCountries(), { error: ({ input }) => `'${String(input)}' is no country, expected such as GB` }).default('CN'),
})

/** What is compared, and the country of phones that name none. */
export type ColumnRules = { columns: Column[]; region: string }

/** The rules that a file holds, checked against the columns that there are; those `besides` may not be compared. */
export async function readRules(file: string, { headers }: PeopleFile, besides: string[]): Promise<ColumnRules> {
  const example = 'Expected such as: { "columns": { "surname": "name", "dob": "date" } }'
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--rules: ${file} cannot be read`, { hint: example, cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--rules: ${file} is no JSON: ${(cause as Error).message}`, { hint: example, cause })
  }
  const rules = rulesShape.safeParse(json)
  if (!rules.success) {
    const problems = rules.error.issues.map(({ path, message }) => `${path.join('.') || 'rules'}: ${message}`)
    throw new UsageError(`--rules: ${file}: ${problems.join('; ')}`, { hint: `Types are: ${types.join(', ')}. ${example}` })
  }
  const { columns, region } = rules.data
  const unknown = Object.keys(columns).filter((name) => !headers.includes(name))
  if (unknown.length > 0)
    throw new UsageError(`--rules: no column ${unknown.map((name) => `'${name}'`).join(', ')}`, {
      hint: `The file's columns are: ${headers.join(', ')}`,
    })
  const used = besides.find((name) => Object.hasOwn(columns, name))
  if (used !== undefined)
    throw new UsageError(`--rules: '${used}' names the records or the truth`, {
      hint: 'Leave it out: to compare it would tell nothing of the matcher.',
    })
  return { columns: checked(Object.entries(columns).map(([name, type]) => ({ name, type }))), region }
}

/** The rules that headers and values suggest. */
export function guessRules({ headers, rows }: PeopleFile, besides: string[]): ColumnRules {
  // Enough to see what a column holds.
  const sample = rows.slice(0, 2000)
  const columns = headers.flatMap((name, place): Column[] => {
    const type = besides.includes(name)
      ? null
      : guessColumn(
          name,
          sample.map((row) => row[place]!),
        )
    return type === null ? [] : [{ name, type }]
  })
  return { columns: checked(withoutRepeats(columns)), region: 'CN' }
}

function checked(columns: Column[]): Column[] {
  if (columns.length === 0) throw new UsageError('no column to compare', { hint: 'Say with --rules which columns tell who somebody is.' })
  if (columns.length > 14)
    throw new UsageError(`${columns.length} columns are too many to compare, 14 the most`, { hint: 'Choose with --rules.' })
  return splitNames(columns)
}
