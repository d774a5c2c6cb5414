import { createHash } from 'node:crypto'
import type pg from 'pg'
import sql from 'sql-template-tag'
import { auditSelect } from '../project/audit_selects.ts'
import type { Project } from '../project/compile.ts'
import type { Node } from '../project/node.ts'
import type { Problem } from '../base/problems.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { checkSeeds } from './check_seeds.ts'
import { emptyTables, inScratch } from './scratch.ts'

// The scratch database keeps the keys of contracts that passed. A higher number makes all of them be checked again.
const rulesVersion = 2
const passedTable = 'create schema if not exists checked; create table if not exists checked.contract (key text primary key)'

/**
 * Compares the column names and types of each select with its contract, over empty inputs, and checks the rows of seeds. A contract that passed is not checked again
 * until it, or a model that it reads, changes: with 500 models that would cost each command a second.
 */
export async function checkContracts(url: string, project: Project): Promise<Problem[]> {
  return inScratch(url, async (scratch) => {
    const results = await inOneMessage(scratch, passedTable, 'show server_version_num', 'select key from checked.contract')
    const [server, known] = results.slice(-2).map(({ rows }) => rows as Record<string, string>[])
    const passed = new Set(known!.map(({ key }) => key))
    // Hashed once, because they are long.
    const common = hash([rulesVersion, server![0]!.server_version_num!, project.functions])
    const allSeeds = hash(project.nodes.filter(({ kind }) => kind === 'seed').map(selectsOf))
    const keys = new Map(
      project.nodes.map((node) => [node, keyOf(node, project.nodes, node.kind === 'seed' ? [common, allSeeds] : [common])]),
    )
    const nodes = project.nodes.filter((node) => !passed.has(keys.get(node)))
    if (nodes.length === 0) return []

    const read = new Set(nodes.flatMap((node) => [node.name, ...node.refs]))
    const tables = emptyTables({ nodes: project.nodes.filter(({ name }) => read.has(name)), functions: project.functions })
    await scratch.query(`savepoint before_tables; ${tables}; set local memberhouse.as_of = '2000-01-01'; savepoint before_select`)
    const found = new Map<Node, Problem[]>()
    for (const node of nodes) found.set(node, await problemsOf(scratch, node))
    // A row of one seed can be wrong because another seed changed, so that all are checked together.
    const seeds = nodes.filter(({ kind }) => kind === 'seed')
    if (seeds.every((seed) => found.get(seed)!.length === 0))
      for (const [seed, wrong] of await checkSeeds(scratch, seeds)) found.set(seed, wrong)
    const good = nodes.filter((node) => found.get(node)!.length === 0).map((node) => keys.get(node)!)
    await inOneMessage(
      scratch,
      'rollback to savepoint before_tables',
      sql`delete from checked.contract where not ${JSON.stringify([...keys.values()])}::jsonb ? key`,
      sql`insert into checked.contract select jsonb_array_elements_text(${JSON.stringify(good)}::jsonb) on conflict do nothing`,
      'commit',
    )
    return [...found.values()].flat()
  })
}

/** A hash of everything that a check depends on: selects, audits, columns, columns of the inputs, and what is `common` to several checks. */
function keyOf(node: Node, nodes: Node[], common: string[]): string {
  const columns = nodes.filter(({ name }) => node.refs.includes(name)).map((ref) => [ref.name, typesOf(ref)])
  return hash([common, node.name, node.kind, selectsOf(node), node.audits, typesOf(node), columns])
}
const hash = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const typesOf = (node: Node) => node.columns.map(({ name, type }) => [name, type])

async function problemsOf(scratch: pg.Client, node: Node): Promise<Problem[]> {
  const problems: Problem[] = []
  const attempt = async (text: string, problem: (error: pg.DatabaseError) => Problem) =>
    scratch.query({ text, rowMode: 'array' }).catch(async (error: pg.DatabaseError) => {
      problems.push(problem(error))
      await scratch.query('rollback to savepoint before_select')
    })
  for (const [file, select] of selectsOf(node)) {
    const result = await attempt(select, (error) => sqlProblem(file, select, error))
    if (result && node.kind !== 'audit' && !node.compute) problems.push(...differences(node, await readTypes(scratch, result.fields)))
  }
  for (const audit of node.store ? node.audits : []) {
    await attempt(auditSelect(audit, node.name, node.name), ({ message }) => ({
      file: node.contract_file,
      line: 1,
      message: `the audit ${audit.name} cannot run: ${message}`,
    }))
  }
  return problems
}

/** The selects of a node with their files: its own, or those of its inputs. */
const selectsOf = (node: Node): [file: string, select: string][] => [
  ...(node.select === null ? [] : [[node.select_file, node.select] as [string, string]]),
  ...(node.compute?.inputs ?? []).map(({ file, select }): [string, string] => [file, select]),
]

async function readTypes(scratch: pg.Client, fields: pg.FieldDef[]): Promise<{ name: string; type: string }[]> {
  const oids = fields.map((field) => field.dataTypeID)
  const modifiers = fields.map((field) => field.dataTypeModifier)
  const { rows } = await scratch.query<{ type: string }>(
    sql`select format_type(type_oid, type_modifier) as type
     from unnest(${oids}::oid[], ${modifiers}::integer[]) with ordinality as given(type_oid, type_modifier, place) order by place`,
  )
  return fields.map((field, index) => ({ name: field.name, type: rows[index]!.type }))
}

function differences(node: Node, returned: { name: string; type: string }[]): Problem[] {
  const problem = (message: string) => ({ file: node.select_file, line: 1, message })
  const declared = new Map(node.columns.map((column) => [column.name, column.type]))
  const names = returned.map((column) => column.name)
  const problems = [
    ...returned
      .filter(({ name }) => !declared.has(name))
      .map(({ name, type }) => problem(`returns ${name} (${type}), which the contract does not declare`)),
    ...node.columns
      .filter(({ name }) => !names.includes(name))
      .map(({ name, type }) => problem(`does not return ${name}, which the contract declares as ${type}`)),
    ...returned
      .filter(({ name, type }) => declared.has(name) && declared.get(name) !== type)
      .map(({ name, type }) => problem(`returns ${name} as ${type}, but the contract declares ${declared.get(name)}`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => problem(`returns ${name} twice`)),
  ]
  const order = node.columns.map((column) => column.name)
  if (problems.length === 0 && names.join() !== order.join())
    problems.push(problem(`returns (${names.join(', ')}), but the contract declares the order (${order.join(', ')})`))
  return problems
}

function sqlProblem(file: string, select: string, error: pg.DatabaseError): Problem {
  const before = select.slice(0, Number(error.position ?? 1) - 1)
  return { file, line: before.split('\n').length, message: [error.message, error.hint].filter(Boolean).join('; ') }
}
