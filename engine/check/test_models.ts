import { join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Project } from '../project/compile.ts'
import { importDefaults } from '../project/import_defaults.ts'
import type { Node } from '../project/node.ts'
import type { Compute, Input, ModelTest } from '../project/contract.ts'
import { copyIntegers } from '../postgres/copy_integers.ts'
import { engineRelations } from '../project/engine_relations.ts'
import { identifier, literal } from '../postgres/database.ts'
import { emptyTables, inScratch } from './scratch.ts'
import { splitRows } from '../postgres/copy_text.ts'
import { givenColumns, hasRegistry, readableColumns, registryOf } from '../project/node.ts'
import { formatTable } from '../base/format_table.ts'

export type TestOutcome = { model: string; name: string; file: string; failure: string | null }

/** Runs the unit tests of these models: their own selects over the given rows, in the scratch database. */
export async function testModels(url: string, project: Project, models: Set<string>): Promise<TestOutcome[]> {
  const suites = project.tests.filter((suite) => models.has(suite.model))
  if (suites.length === 0) return []
  return inScratch(url, async (scratch) => {
    await scratch.query(emptyTables(project))
    const outcomes: TestOutcome[] = []
    for (const { file, model, tests } of suites) {
      for (const test of tests) {
        await scratch.query('savepoint before_test')
        const failure = await runTest(scratch, project, model, test).catch((error: Error) => error.message)
        await scratch.query('rollback to savepoint before_test')
        outcomes.push({ model, name: test.name, file, failure })
      }
    }
    return outcomes
  })
}

/** Returns null when the model returns the expected rows, else a description of the differences. */
async function runTest(scratch: pg.Client, project: Project, model: string, test: ModelTest): Promise<string | null> {
  const registries = [...engineRelations, ...project.nodes.filter(hasRegistry).map(registryOf)]
  const nodes = new Map([...project.nodes, ...registries].map((node) => [node.name, node]))
  const node = nodes.get(model)
  if (!node || (node.select === null && !node.compute)) return `there is no model ${model} that can be tested`
  const selects = [node.select ?? '', ...(node.compute?.inputs.map(({ select }) => select) ?? [])].join(' ')
  for (const name of Object.keys(test.given)) {
    if (!node.refs.includes(name) && !registries.some((registry) => registry.name === name && selects.includes(name)))
      return `given ${name}, which ${model} does not read: it reads ${node.refs.join(', ')}`
    await insertRows(scratch, nodes.get(name)!, test.given[name]!)
  }
  await scratch.query(`set local memberhouse.as_of = ${literal(test.as_of ?? '')}`)
  const columns = [...new Set(test.expect.flatMap((row) => Object.keys(row)))]
  const shown = columns.length > 0 ? columns : node.columns.map((column) => column.name)
  const given = node.compute ? await computeInto(scratch, node, test.as_of ?? '') : `(${node.select})`
  const got = await rowsAs(scratch, node, shown, given)
  await scratch.query(
    `create temporary table expected_row (${shown.map((name) => `${identifier(name)} ${typeOf(node, name)}`).join(', ')})`,
  )
  await insertRows(scratch, { ...node, name: 'expected_row' }, test.expect)
  return difference(shown, got, await rowsAs(scratch, node, shown, 'expected_row'))
}

/** Runs the function of a computed model in this process, stores its rows in a temporary table and returns its name. */
async function computeInto(scratch: pg.Client, node: Node, as_of: string): Promise<string> {
  const [compute] = (await importDefaults(join(import.meta.dirname, '../..'), [node.compute!.module])) as [Compute]
  const inputs: Record<string, Input> = {}
  for (const { name, select } of node.compute!.inputs) {
    // The inputs share one connection, so each is read completely before the next.
    const chunks: Buffer[] = await scratch.query(copyTo(`copy (${select}) to stdout`)).toArray()
    inputs[name] = {
      integers: (columns, see) => copyIntegers(scratch, select, columns, see),
      [Symbol.asyncIterator]: () => splitRows(Readable.from(chunks, { objectMode: true })),
    }
  }
  const rows: Record<string, unknown>[] = []
  for await (const row of compute(inputs, { as_of, is_first: false })) rows.push(row)
  const columns = givenColumns(node).map(({ name, type }) => `${identifier(name)} ${type}`)
  await scratch.query(`create temporary table computed_row (${columns.join(', ')})`)
  await insertRows(scratch, { ...node, name: 'computed_row' }, rows)
  return 'computed_row'
}

const typeOf = (node: Node, name: string) => {
  const column = [...readableColumns(node), ...givenColumns(node)].find((candidate) => candidate.name === name)
  if (!column)
    throw new Error(
      `${node.name} has no column ${name}: it has ${readableColumns(node)
        .map((candidate) => candidate.name)
        .join(', ')}`,
    )
  return column.type
}

async function insertRows(scratch: pg.Client, node: Node, rows: readonly Record<string, unknown>[]): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  if (names.length === 0) return
  const typed = names.map((name) => `${identifier(name)} ${typeOf(node, name)}`).join(', ')
  const listed = names.map((name) => identifier(name)).join(', ')
  await scratch.query(`insert into ${node.name} (${listed}) select ${listed} from jsonb_to_recordset($1) as rows(${typed})`, [
    JSON.stringify(rows),
  ])
}

/** Reads rows as text, sorted by all columns, so that two lists can be compared. */
async function rowsAs(scratch: pg.Client, node: Node, names: string[], relation: string): Promise<string[][]> {
  const values = names.map((name) =>
    typeOf(node, name) === 'numeric' ? `trim_scale(${identifier(name)})::text` : `${identifier(name)}::text`,
  )
  const { rows } = await scratch.query({
    text: `select ${values.join(', ')} from ${relation} as rows order by 1${names
      .slice(1)
      .map((_, place) => `, ${place + 2}`)
      .join('')}`,
    rowMode: 'array',
  })
  return (rows as unknown as (string | null)[][]).map((row) => row.map((value) => value ?? 'null'))
}

function difference(names: string[], got: string[][], expected: string[][]): string | null {
  const left = [...got]
  const missing = expected.filter((row) => {
    const place = left.findIndex((candidate) => candidate.join('\u0000') === row.join('\u0000'))
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  if (missing.length === 0 && left.length === 0) return null
  const lines = [...missing.map((row) => ['- expected', ...row]), ...left.map((row) => ['+ got', ...row])]
  return `${expected.length - missing.length} rows match, these differ:\n${formatTable(['', ...names], lines)}`
}
