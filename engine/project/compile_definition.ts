import { createHash } from 'node:crypto'
import { auditSelect, failOnNan } from './audit_selects.ts'
import type { Model } from './contract.ts'
import { checkDeclaration } from './check_declaration.ts'
import { isEngineRelation } from './engine_relations.ts'
import { moduleHash } from './module_hash.ts'
import { layerOf, type Node } from './node.ts'
import type { Compiled, Ref } from './order_nodes.ts'
import { parseSelect, type Mention } from './parse/parse_select.ts'
import type { Problem } from '../base/problems.ts'
import type { Definition } from './read_project.ts'
import { seedSelect } from './seed_select.ts'

type Read = (file: string) => Promise<string>
/** A select with its file; of a seed, with the line of each row. */
type Select = { file: string; text: string; lines?: number[] }

/** Compiles one definition to a node and adds what is wrong to `problems`. `read` reads a file of the project. */
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
  checkDeclaration(definition, grain, problem)

  const selects = await readSelects(definition, columns, read, problem, problems)
  const module_hash =
    model?.kind.name === 'computed'
      ? await moduleHash(model.kind.compute, read).catch((error: Error) => void problem(error.message, 'kind:'))
      : undefined
  const parsed = await Promise.all(selects.map(async (select) => ({ ...select, ...(await parseSelect(select.text)) })))
  const audits = 'audits' in declared ? (declared.audits ?? []).map((audit) => failOnNan(audit, columns)) : []
  for (const { name: repeated } of audits.filter((audit, place) => audits.findIndex((other) => other.name === audit.name) < place))
    problem(`two audits have the name '${repeated}'`, 'audits:')
  const audited = await Promise.all(audits.map((audit) => parseSelect(auditSelect(audit, 'audited_rows', 'audited_rows'), 'audited_rows')))
  for (const { file, problems: found } of parsed) for (const { line, message } of found) problems.push({ file, line, message })
  for (const { file, functions: mentioned } of parsed) {
    for (const { name: called, line } of mentioned)
      if (!functions.has(called)) problems.push({ file, line, message: noSuchFunction(called, functions) })
      else if (model?.kind.name === 'view' && functionsUsed([called], functions).includes('warehouse.as_of'))
        problems.push({
          file,
          line,
          message: 'a view is read outside of a build, where as_of is not set: take the date from a model that it reads',
        })
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
    indexes: (model?.indexes ?? []).map((index) => [...index]),
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
    // A model's own registry is not a dependency, and a relation of the engine is no node.
    refs: [...new Set(refs.filter((ref) => !ref.is_registry || ref.name !== name).map((ref) => ref.name))]
      .filter((ref) => !isEngineRelation(ref))
      .sort(),
    functions: used,
    reads_as_of: used.includes('warehouse.as_of') || model?.kind.name === 'computed',
    code_hash: '',
    source: model?.kind.name === 'source' ? model.kind : null,
    remembers: model?.remembers ?? false,
    contract_file,
    select_file: model?.kind.name === 'seed' ? model.kind.file : select_file,
    seed_lines: selects[0]?.lines ?? [],
  }
  const contract = [node.kind, node.store, node.grain, node.audits, columns.map((column) => [column.name, column.type, column.nullable])]
  const called = used.map((key) => functions.get(key))
  const changeMode = node.remembers ? [node.compute?.gives] : []
  node.code_hash = hash([contract, parsed.map((select) => select.normalized), called, module_hash, ...changeMode])
  return { node, refs }
}

/** Returns the selects of a definition: its own, those of its inputs, or the one made from a seed's CSV. */
async function readSelects(
  { kind, declared, select_file, select_text, inputs }: Definition,
  columns: Node['columns'],
  read: Read,
  problem: (message: string, near?: string) => void,
  problems: Problem[],
): Promise<Select[]> {
  const stored = kind === 'model' ? (declared as Model).kind : null
  const needsSelect = stored === null || stored.name === 'full' || stored.name === 'view'
  if (needsSelect && select_text === null) problem(`its select ${select_file} is missing`)
  if (!needsSelect && select_text !== null) problem(`a ${stored.name} has no ${select_file}: remove it`)
  if (stored?.name !== 'computed' && inputs.length > 0) problem(`only a computed model has input selects: remove ${inputs[0]!.file}`)
  if (stored?.name === 'computed' && inputs.length === 0)
    problem(`a computed model needs an input select: add ${select_file.replace('.sql', '.<input>.sql')}`)
  if (stored?.name === 'computed') return inputs
  if (stored?.name !== 'seed') return needsSelect && select_text !== null ? [{ file: select_file, text: select_text }] : []
  const { file } = stored
  const rows = await seedSelect(file, columns, read, (line, message) => problems.push({ file, line, message })).catch(
    (error: Error) => void problem(error.message, 'kind:'),
  )
  return rows === undefined ? [] : [{ file, ...rows }]
}

/** `registry.dwd_account` is the registry of `dwd.account`; `registry.ods_order` holds every row ever loaded into `ods.order`. */
const refOf = ({ name, line }: Mention): Omit<Ref, 'file'> =>
  layerOf(name) === 'registry' ? { name: name.slice('registry.'.length).replace('_', '.'), line, is_registry: true } : { name, line }

const noSuchFunction = (name: string, functions: Map<string, string>) =>
  `there is no ${name}(): use one of ${[...functions.keys()].filter((known) => known.startsWith('warehouse.')).join(', ')}`

/** Returns these functions and all that they call, directly or indirectly. */
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
