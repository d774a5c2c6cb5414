import { createHash } from 'node:crypto'
import { auditSelect } from './audit_selects.ts'
import type { Model, Segment } from './contract.ts'
import { isSource, sourceProblems } from './source_model.ts'
import { moduleHash } from './module_hash.ts'
import { layerOf, layers, type Node } from './node.ts'
import type { Compiled, Ref } from './order_nodes.ts'
import { parseSelect, type Mention } from './parse/parse_select.ts'
import type { Problem } from '../base/problems.ts'
import type { Definition } from './read_project.ts'
import { seedSelect } from './seed_select.ts'
import { loadColumns } from './node.ts'

type Read = (file: string) => Promise<string>
type Select = { file: string; text: string }

/** Makes the node of one definition; what is wrong with it is added to `problems`. `read` gives files of the project. */
export async function compileDefinition(
  definition: Definition,
  functions: Map<string, string>,
  read: Read,
  problems: Problem[],
): Promise<Compiled> {
  const { declared, contract_file, select_file, name } = definition
  const problem = (message: string, near = '') =>
    problems.push({ file: contract_file, line: lineOf(definition.contract_text, near), message })
  const model = definition.kind === 'model' ? (declared as Model) : null
  const columns = 'columns' in declared ? Object.entries(declared.columns).map(([key, column]) => ({ ...column, name: key })) : []
  const grain = definition.kind === 'segment' ? ['one_id'] : model?.kind.name === 'source' ? model.kind.key : (model?.grain ?? [])
  checkDeclared(definition, grain, problem)

  const given = await readSelects(definition, columns, read, problem)
  const module_hash =
    model?.kind.name === 'computed'
      ? await moduleHash(model.kind.compute, read).catch((error: Error) => void problem(error.message, 'kind:'))
      : undefined
  const parsed = await Promise.all(given.map(async (select) => ({ ...select, ...(await parseSelect(select.text)) })))
  const audits = 'audits' in declared ? (declared.audits ?? []) : []
  for (const { name: twice } of audits.filter((audit, place) => audits.findIndex((other) => other.name === audit.name) < place))
    problem(`two audits have the name '${twice}'`, 'audits:')
  const audited = await Promise.all(audits.map((audit) => parseSelect(auditSelect(audit, 'audited_rows', 'audited_rows'), 'audited_rows')))
  for (const { file, problems: found } of parsed) for (const { line, message } of found) problems.push({ file, line, message })
  for (const { file, functions: mentioned } of parsed) {
    for (const { name: called, line } of mentioned)
      if (!functions.has(called)) problems.push({ file, line, message: noSuchFunction(called, functions) })
      else if (model?.kind.name === 'view' && functionsUsed([called], functions).includes('warehouse.as_of'))
        problems.push({ file, line, message: 'a view is read when there is no as_of: take the date from a model that it reads' })
  }
  for (const [place, { problems: found, functions: mentioned }] of audited.entries()) {
    const unknown = mentioned.filter(({ name: called }) => !functions.has(called))
    for (const message of [...found.map((one) => one.message), ...unknown.map((one) => noSuchFunction(one.name, functions))])
      problem(`audit '${audits[place]!.name}': ${message}`, 'audits:')
  }
  const refs: Ref[] = [
    ...parsed.flatMap(({ file, refs: mentions }) => mentions.map((mention) => ({ ...refOf(mention), file }))),
    ...audited.flatMap(({ refs: mentions }) =>
      mentions.map((mention) => ({ ...mention, file: contract_file, line: lineOf(definition.contract_text, 'audits:') })),
    ),
  ]
  const used = functionsUsed(
    [...parsed, ...audited].flatMap((select) => select.functions.map((mention) => mention.name)),
    functions,
  )

  const store = model === null || model.kind.name === 'view' ? null : model.kind.name === 'source' ? 'changes' : model.kind.store
  const node: Node = {
    name,
    kind: model ? model.kind.name : definition.kind === 'segment' ? 'snapshot' : 'audit',
    doc: declared.doc,
    store,
    heavy: model !== null && 'heavy' in model.kind && model.kind.heavy,
    grain: [...grain],
    columns,
    audits: 'severity' in declared ? [{ name, severity: declared.severity, failing: 'select * from {rows}' }] : [...audits],
    tags: 'tags' in declared ? [...(declared.tags ?? [])] : [],
    select: model?.kind.name === 'computed' ? null : (parsed[0]?.statement ?? null),
    compute:
      model?.kind.name === 'computed'
        ? {
            module: model.kind.compute,
            hash: module_hash ?? '',
            gives: model.kind.gives,
            inputs: definition.inputs.map(({ name: input, file }, place) => ({ name: input, file, select: parsed[place]!.statement })),
          }
        : null,
    // What it remembers itself is no input that it could wait for.
    refs: [...new Set(refs.filter((ref) => !ref.is_remembered || ref.name !== name).map((ref) => ref.name))].sort(),
    functions: used,
    reads_as_of: used.includes('warehouse.as_of') || model?.kind.name === 'computed',
    code_hash: '',
    source: model?.kind.name === 'source' ? model.kind : null,
    remembers: model?.remembers ?? false,
    contract_file,
    select_file,
  }
  const contract = [node.kind, node.store, node.grain, node.audits, columns.map((column) => [column.name, column.type, column.nullable])]
  const called = used.map((key) => functions.get(key))
  const remembered = node.remembers ? [node.compute?.gives] : []
  node.code_hash = hash([contract, parsed.map((select) => select.normalized), called, module_hash, ...remembered])
  return { node, refs }
}

function checkDeclared(
  { kind, name, declared }: Definition,
  grain: readonly string[],
  problem: (message: string, near?: string) => void,
): void {
  const expected = kind === 'model' ? name : name.split('.')[1]
  if (declared.name !== expected) problem(`its name is '${declared.name}', its file says '${expected}'`, 'name:')
  if (!declared.doc?.trim()) problem('a doc is missing: say what its rows are', 'doc:')
  if (!/^[a-z]+\.[a-z][a-z0-9_]{0,39}$/.test(name)) problem(`'${name}' is no name of up to 40 lower-case letters, digits and underscores`)
  if (kind === 'audit') return
  const columns = (declared as Model | Segment).columns
  for (const [column, { doc }] of Object.entries(columns))
    if (!doc?.trim()) problem(`column '${column}' has no doc: say what it means`, `${column}:`)
  const reserved = kind === 'segment' ? [] : reservedColumns(declared as Model)
  for (const column of Object.keys(columns).filter((name) => reserved.includes(name)))
    problem(`column '${column}' has a name that the engine needs: give it another than ${reserved.join(', ')}`, `${column}:`)
  if (kind === 'segment' || (declared as Model).kind.name !== 'source')
    for (const key of grain) if (!(key in columns)) problem(`the grain names '${key}', which is no column`, 'grain:')
  if (kind === 'segment') return
  const { kind: stored } = declared as Model
  if (!layers.slice(0, 4).includes(layerOf(name))) problem(`'${layerOf(name)}' is no layer: ods, dwd, dws, ads`)
  if ((stored.name === 'source') !== (layerOf(name) === 'ods')) problem('sources stand in models/ods, and nothing else does')
  if (stored.name !== 'source' && stored.name !== 'view' && grain.length === 0)
    problem('a grain is missing: the columns that are unique together', 'grain:')
  const model = declared as Model
  if (model.remembers && (!('store' in stored) || stored.store !== 'changes'))
    problem(`only a model that is stored by change can remember: give it store: 'changes'`, 'remembers:')
  if (stored.name === 'computed' && stored.gives === 'changes' && !model.remembers)
    problem(`a model that gives changes must remember: how else would it know what is published? Add remembers: true`, 'kind:')
  if ((stored.name === 'source' || stored.name === 'view') && model.audits?.length)
    problem(`a ${stored.name} is not built, so its audits would never run: move them to the models beside it`, 'audits:')
  if (isSource(model)) for (const message of sourceProblems(model)) problem(message, 'kind:')
}

/** The selects that a definition has: one, those of its inputs, or the one that a seed's file makes. */
async function readSelects(
  { kind, declared, select_file, select_text, inputs }: Definition,
  columns: Node['columns'],
  read: Read,
  problem: (message: string, near?: string) => void,
): Promise<Select[]> {
  const stored = kind === 'model' ? (declared as Model).kind : null
  const selects = stored === null || stored.name === 'full' || stored.name === 'view'
  if (selects && select_text === null) problem(`there is no ${select_file} beside it`)
  if (!selects && select_text !== null) problem(`a ${stored.name} has no ${select_file}: remove it`)
  if (stored?.name !== 'computed' && inputs.length > 0) problem(`only a computed model has inputs of its own: remove ${inputs[0]!.file}`)
  if (stored?.name === 'computed' && inputs.length === 0)
    problem(`a computed model needs an input: ${select_file.replace('.sql', '.<input>.sql')}`)
  if (stored?.name === 'computed') return inputs
  if (stored?.name !== 'seed') return selects && select_text !== null ? [{ file: select_file, text: select_text }] : []
  const text = await seedSelect(stored.file, columns, read).catch((error: Error) => void problem(error.message, 'kind:'))
  return text === undefined ? [] : [{ file: stored.file, text }]
}

// What the tables of the store have beside the columns of a contract; those that Postgres itself gives each table come last.
const reservedColumns = ({ kind: { name }, remembers }: Model): string[] =>
  name === 'view'
    ? []
    : [
        ...[
          'version',
          'from_version',
          'to_version',
          ...(name === 'source' ? ['is_current', ...loadColumns.map((column) => column.name)] : []),
        ],
        ...(remembers ? ['run_id', 'is_ended', 'is_new', 'is_effective'] : []),
        ...['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax'],
      ]

/** What `registry.dwd_account` names is what `dwd.account` remembers; `registry.ods_order` is what was ever loaded into `ods.order`. */
const refOf = ({ name, line }: Mention): Omit<Ref, 'file'> =>
  layerOf(name) === 'registry' ? { name: name.slice('registry.'.length).replace('_', '.'), line, is_remembered: true } : { name, line }

const noSuchFunction = (name: string, functions: Map<string, string>) =>
  `there is no ${name}(): known are ${[...functions.keys()].filter((known) => known.startsWith('warehouse.')).join(', ')}`

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

const lineOf = (text: string, near: string) => {
  const index = text.split('\n').findIndex((line) => line.trimStart().startsWith(near))
  return near && index >= 0 ? index + 1 : 1
}

const hash = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
