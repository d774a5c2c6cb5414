import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Audit, Column, CrossAudit, Model, Segment, SourceKind, Store } from './contract.ts'
import { readFunctions } from './migrate.ts'
import { parseSelect, type Mention } from './parse_select.ts'
import { throwProblems, type Problem } from './problems.ts'
import { readProject, type Definition } from './project.ts'
import { seedSelect } from './seed_select.ts'

export type NodeKind = 'source' | 'seed' | 'full' | 'snapshot' | 'audit'

/** One node of the graph: a contract and its select, checked and ready to store. Plain data. */
export type Node = {
  name: string
  kind: NodeKind
  doc: string
  store: Store | null
  heavy: boolean
  grain: string[]
  columns: (Column & { name: string })[]
  audits: Audit[]
  tags: string[]
  select: string | null
  refs: string[]
  functions: string[]
  reads_as_of: boolean
  /** Equal when a rebuild would do the same: of select, contract, functions and seed, not of docs and layout. */
  code_hash: string
  source: SourceKind | null
  contract_file: string
  select_file: string
}

export type Project = { nodes: Node[]; tests: Awaited<ReturnType<typeof readProject>>['tests']; functions: [string, string][] }

const layers = ['ods', 'dwd', 'dws', 'ads', 'segment', 'audit']
const layerOf = (name: string) => name.split('.')[0]!

/** Reads and checks a whole project. Throws one error that tells every problem with its file and line. */
export async function compileProject(folder: string): Promise<Project> {
  const [{ definitions, tests }, functions] = await Promise.all([readProject(folder), readFunctions()])
  const nodes = await compileDefinitions(definitions, functions, (file) => readFile(join(folder, file), 'utf8'))
  return { nodes, tests, functions: [...functions].filter(([name]) => name.startsWith('warehouse.')) }
}

/** The nodes that these definitions make, inputs before what reads them. */
export async function compileDefinitions(
  definitions: Definition[],
  functions: Map<string, string>,
  readSeed: (file: string) => Promise<string>,
): Promise<Node[]> {
  const problems: Problem[] = []
  const compiled = await Promise.all(definitions.map((definition) => compileOne(definition, functions, readSeed, problems)))
  const byName = new Map(compiled.map((entry) => [entry.node.name, entry]))
  for (const { node, refs } of compiled) for (const ref of refs) checkRef(node, ref, byName.get(ref.name)?.node, problems)
  const nodes = sortByRefs(compiled, problems)
  throwProblems(problems)
  return nodes
}

type Compiled = { node: Node; refs: Mention[] }

async function compileOne(
  definition: Definition,
  functions: Map<string, string>,
  readSeed: (file: string) => Promise<string>,
  problems: Problem[],
): Promise<Compiled> {
  const { declared, contract_file, select_file, name } = definition
  const contractProblem = (message: string, near = '') => problems.push({ file: contract_file, line: lineOf(definition.contract_text, near), message })
  const expected = definition.kind === 'model' ? name : name.split('.')[1]
  if (declared.name !== expected) contractProblem(`its name is '${declared.name}', its file says '${expected}'`, 'name:')
  if (!declared.doc?.trim()) contractProblem('a doc is missing: say what its rows are', 'doc:')
  if (!/^[a-z]+\.[a-z][a-z0-9_]{0,39}$/.test(name)) contractProblem(`'${name}' is no name of up to 40 lower-case letters, digits and underscores`)
  const columns = 'columns' in declared ? Object.entries(declared.columns).map(([key, column]) => ({ ...column, name: key })) : []
  for (const column of columns) if (!column.doc?.trim()) contractProblem(`column '${column.name}' has no doc: say what it means`, `${column.name}:`)
  const model = definition.kind === 'model' ? (declared as Model) : null
  if (model && !layers.slice(0, 4).includes(layerOf(name))) contractProblem(`'${layerOf(name)}' is no layer: ods, dwd, dws, ads`)
  if (model && (model.kind.name === 'source') !== (layerOf(name) === 'ods')) contractProblem('sources stand in models/ods, and nothing else does')
  const grain = definition.kind === 'segment' ? ['one_id'] : model?.kind.name === 'source' ? model.kind.key : (model?.grain ?? [])
  if (model && model.kind.name !== 'source' && grain.length === 0) contractProblem('a grain is missing: the columns that are unique together', 'grain:')
  for (const key of definition.kind === 'audit' ? [] : grain) if (!columns.some((column) => column.name === key)) contractProblem(`the grain names '${key}', which is no column`, 'grain:')
  if (model?.kind.name === 'source' && model.kind.deletion.by !== 'append' && grain.length === 0) contractProblem(`a source without a key only grows: give it a key, or deletion: append()`, 'deletion')

  let select = definition.select_text
  const selects = definition.kind !== 'model' || model!.kind.name === 'full'
  if (selects && select === null) contractProblem(`there is no ${select_file} beside it`)
  if (!selects && select !== null) problems.push({ file: select_file, line: 1, message: `a ${model!.kind.name} has no select: remove this file` })
  if (model?.kind.name === 'seed') {
    select = await seedSelect(model.kind.file, columns, readSeed).catch((error: Error) => (contractProblem(error.message, 'kind:'), null))
  }
  const parsed = select === null ? null : await parseSelect(select)
  for (const { line, message } of parsed?.problems ?? []) problems.push({ file: select_file, line, message })
  for (const { name: used, line } of parsed?.functions ?? []) if (!functions.has(used)) problems.push({ file: select_file, line, message: `there is no ${used}(): known are ${[...functions.keys()].filter((key) => key.startsWith('warehouse.')).join(', ')}` })
  const used = functionsUsed(parsed?.functions.map((mention) => mention.name) ?? [], functions)
  const audits = definition.kind === 'audit' ? [] : ((declared as Model | Segment).audits ?? [])
  const audited = await Promise.all(audits.map(({ failing }) => parseSelect(failing.replaceAll('{rows}', 'audited_rows'))))
  const refs = [...(parsed?.refs ?? []), ...audited.flatMap((audit) => audit.refs)].filter((ref) => ref.name !== name)
  const store = definition.kind !== 'model' ? null : model!.kind.name === 'source' ? 'changes' : model!.kind.store
  const severity = definition.kind === 'audit' ? (declared as CrossAudit).severity : null
  const node: Node = {
    name,
    kind: definition.kind === 'model' ? model!.kind.name : definition.kind === 'segment' ? 'snapshot' : 'audit',
    doc: declared.doc,
    store,
    heavy: model?.kind.name === 'full' && model.kind.heavy,
    grain: [...grain],
    columns,
    audits: severity ? [{ name, severity, failing: 'select * from {rows}' }] : [...audits],
    tags: [...((declared as Model | Segment).tags ?? [])],
    select,
    refs: [...new Set(refs.map((ref) => ref.name))].sort(),
    functions: used,
    reads_as_of: used.includes('warehouse.as_of'),
    code_hash: '',
    source: model?.kind.name === 'source' ? model.kind : null,
    contract_file,
    select_file,
  }
  node.code_hash = hash([
    node.kind, node.store, node.grain, node.audits,
    columns.map(({ name, type, nullable }) => [name, type, nullable]),
    parsed?.normalized,
    used.map((key) => functions.get(key)),
  ])
  return { node, refs }
}

/** The functions named and all that they call in turn. */
function functionsUsed(names: string[], functions: Map<string, string>): string[] {
  const found = new Set<string>()
  const follow = (name: string) => {
    if (found.has(name) || !functions.has(name)) return
    found.add(name)
    for (const [called] of functions.get(name)!.matchAll(/warehouse\.\w+/g)) follow(called)
  }
  names.forEach(follow)
  return [...found].sort()
}

function checkRef(node: Node, ref: Mention, target: Node | undefined, problems: Problem[]): void {
  const problem = (message: string) => problems.push({ file: node.select_file, line: ref.line, message })
  const from = layerOf(node.name)
  const to = layerOf(ref.name)
  if (!target) problem(`there is no model ${ref.name}`)
  else if (layers.indexOf(to) > layers.indexOf(from)) problem(`${from} reads upwards: ${ref.name} is in a layer above`)
  else if (from !== 'audit' && (to === 'segment' || to === 'audit')) problem(`${ref.name} is not for models to read`)
  else if ((from === 'ads' || from === 'segment') && to === 'ods') problem(`${from} never reads ods: read ${ref.name} through dwd`)
}

/** Inputs before what reads them, else by name; what is left over stands in a cycle. */
function sortByRefs(compiled: Compiled[], problems: Problem[]): Node[] {
  const sorted: Node[] = []
  const placed = new Set<string>()
  let waiting = [...compiled].sort((one, other) => one.node.name.localeCompare(other.node.name))
  const known = new Set(waiting.map(({ node }) => node.name))
  while (waiting.length > 0) {
    const ready = waiting.filter(({ node }) => node.refs.every((ref) => placed.has(ref) || !known.has(ref)))
    if (ready.length === 0) break
    for (const { node } of ready) placed.add(node.name) && sorted.push(node)
    waiting = waiting.filter(({ node }) => !placed.has(node.name))
  }
  const left = new Map(waiting.map((entry) => [entry.node.name, entry]))
  const start = waiting.find(({ node }) => reaches(node.name, node.name, left))
  if (start) {
    const path = pathOf(start.node.name, left)
    const line = start.refs.find((ref) => ref.name === path[1])!.line
    problems.push({ file: start.node.select_file, line, message: `a cycle: ${path.join(' → ')}` })
  }
  return sorted
}

function reaches(from: string, to: string, left: Map<string, Compiled>, seen = new Set<string>()): boolean {
  return (left.get(from)?.node.refs ?? []).some((ref) => ref === to || (!seen.has(ref) && (seen.add(ref), reaches(ref, to, left, seen))))
}

function pathOf(start: string, left: Map<string, Compiled>): string[] {
  const path = [start]
  do path.push(left.get(path.at(-1)!)!.node.refs.find((ref) => (ref === start || !path.includes(ref)) && (ref === start || reaches(ref, start, left)))!)
  while (path.at(-1) !== start)
  return path
}

const lineOf = (text: string, near: string) => {
  const index = text.split('\n').findIndex((line) => line.trimStart().startsWith(near))
  return near && index >= 0 ? index + 1 : 1
}

const hash = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
