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
  columns: z.record(z.string(), z.enum(types, { error: ({ input }) => `'${String(input)}' is not a column type` })),
  region: z.enum(getCountries(), { error: ({ input }) => `'${String(input)}' is not a country code such as GB` }).default('CN'),
})

/** The columns to compare, and the country of phone numbers without a country code. */
export type ColumnRules = { columns: Column[]; region: string }

/** Reads rules from a file and checks them against the columns; the columns in `excluded` may not be compared. */
export async function readRules(file: string, { headers }: PeopleFile, excluded: string[]): Promise<ColumnRules> {
  const example = 'Expected, for example: { "columns": { "surname": "name", "dob": "date" } }'
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`--rules: ${file} cannot be read`, { hint: example, cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--rules: ${file} is not valid JSON: ${(cause as Error).message}`, { hint: example, cause })
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
  const used = excluded.find((name) => Object.hasOwn(columns, name))
  if (used !== undefined)
    throw new UsageError(`--rules: '${used}' is the column of --id or --truth`, {
      hint: 'Remove it: comparing it would make the result meaningless.',
    })
  return { columns: checkCount(Object.entries(columns).map(([name, type]) => ({ name, type }))), region }
}

/** Guesses rules from the headers and the values. */
export function guessRules({ headers, rows }: PeopleFile, excluded: string[]): ColumnRules {
  // 2,000 rows are enough to guess a type.
  const sample = rows.slice(0, 2000)
  const columns = headers.flatMap((name, place): Column[] => {
    const type = excluded.includes(name)
      ? null
      : guessColumn(
          name,
          sample.map((row) => row[place]!),
        )
    return type === null ? [] : [{ name, type }]
  })
  return { columns: checkCount(withoutRepeats(columns)), region: 'CN' }
}

function checkCount(columns: Column[]): Column[] {
  if (columns.length === 0) throw new UsageError('no column to compare', { hint: 'Name the columns that describe a person with --rules.' })
  if (columns.length > 14)
    throw new UsageError(`too many columns to compare: ${columns.length}, at most 14`, { hint: 'Choose columns with --rules.' })
  return splitNames(columns)
}
