import type { Node } from '../project/node.ts'
import type { BaseRelation, Known } from '../meta/read_known_versions.ts'
import { MemberhouseError } from '../base/errors.ts'

/** `build`: to be built, as far as is known before its inputs are. `carry_over`: keeps the version of `base`. */
export type PlannedNode = { node: Node; action: 'build' | 'carry_over'; reason: string | null; base: BaseRelation | null }

/** Decides, in the order of the graph, what is to be built and why. Sources are no part of it: they are loaded. */
export function planNodes(nodes: Node[], known: Known, as_of: string, selected: Set<string>, fullRefresh: boolean): PlannedNode[] {
  const planned = new Map<string, PlannedNode>()
  for (const node of nodes.filter((candidate) => candidate.kind !== 'source')) {
    const base = known.base.get(node.name) ?? null
    if (!selected.has(node.name)) {
      if (base) planned.set(node.name, { node, action: 'carry_over', reason: null, base })
      continue
    }
    const inputs = (node.kind === 'view' ? [] : node.refs).filter((ref) => isMoved(ref, base, planned, known))
    const reasons = [
      base === null && 'never built',
      base !== null && fullRefresh && 'full refresh',
      base !== null && base.code_hash !== node.code_hash && 'code changed',
      base !== null && inputs.length > 0 && `input changed: ${inputs.join(', ')}`,
      base !== null &&
        node.kind !== 'view' &&
        node.reads_as_of &&
        base.as_of !== as_of &&
        `as_of moved from ${base.as_of ?? 'nothing'} to ${as_of}`,
    ].filter((reason) => reason !== false)
    planned.set(node.name, { node, action: reasons.length > 0 ? 'build' : 'carry_over', reason: reasons.join('; ') || null, base })
  }
  refuseMissingInputs(nodes, [...planned.values()])
  refuseMixedDates(planned, selected, as_of)
  return [...planned.values()]
}

function isMoved(ref: string, base: BaseRelation | null, planned: Map<string, PlannedNode>, { watermarks }: Known): boolean {
  const input = planned.get(ref)
  if (input?.action === 'build') return true
  const version = input ? input.base!.version : (watermarks.get(ref) ?? 0)
  return base?.inputs[ref] !== version
}

function refuseMissingInputs(nodes: Node[], planned: PlannedNode[]): void {
  const there = new Set([
    ...planned.map(({ node }) => node.name),
    ...nodes.filter((node) => node.kind === 'source').map((node) => node.name),
  ])
  const missing = planned
    .filter(({ action }) => action === 'build')
    .flatMap(({ node }) => node.refs.filter((ref) => !there.has(ref)).map((ref) => `${node.name} reads ${ref}`))
  if (missing.length === 0) return
  throw new MemberhouseError(`Never built and not selected: ${missing.join(', ')}`, {
    hint: 'Select what it reads too: memberhouse build --select +<name>',
  })
}

/** What is not selected keeps the date that it was built for: a selection of another date must bring along what it reads of it. */
function refuseMixedDates(planned: Map<string, PlannedNode>, selected: Set<string>, as_of: string): void {
  const reached = new Set<string>()
  const follow = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    planned.get(name)?.node.refs.forEach(follow)
  }
  for (const { node, action } of planned.values()) if (action === 'build' && node.kind !== 'view') follow(node.name)
  const other = [...reached]
    .map((name) => planned.get(name))
    .filter((entry) => entry && !selected.has(entry.node.name) && (entry.base?.as_of ?? as_of) !== as_of)
  if (other.length === 0) return
  const [first] = other
  throw new MemberhouseError(
    `Not selected, and built as of ${first!.base!.as_of}, not ${as_of}: ${other.map((entry) => entry!.node.name).join(', ')}`,
    {
      hint: `Select what it reads too (--select +<name>), or build as of ${first!.base!.as_of}.`,
    },
  )
}
