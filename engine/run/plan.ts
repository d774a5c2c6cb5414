import type { Node } from '../project/node.ts'
import type { BaseRelation, Known } from '../meta/read_known_versions.ts'
import { MemberhouseError } from '../base/errors.ts'

/**
 * `build`: will be built; a node that is not `is_certain` only if rows of its inputs change, which only their build can tell. `carry_over`: keeps
 * the version of `base`.
 */
export type PlannedNode = {
  node: Node
  action: 'build' | 'carry_over'
  is_certain: boolean
  reason: string | null
  base: BaseRelation | null
}

/** Decides, in the order of the graph, which nodes are built and why. Sources are loaded, not built. */
export function planNodes(nodes: Node[], known: Known, as_of: string, selected: Set<string>, fullRefresh: boolean): PlannedNode[] {
  const planned = new Map<string, PlannedNode>()
  for (const node of nodes.filter((candidate) => candidate.kind !== 'source')) {
    const base = known.base.get(node.name) ?? null
    if (!selected.has(node.name)) {
      if (base) planned.set(node.name, { node, action: 'carry_over', is_certain: true, reason: null, base })
      continue
    }
    const inputs = (node.kind === 'view' ? [] : node.refs).filter((ref) => isChanged(ref, base, planned, known))
    const changed = base !== null && inputs.length > 0 && `input changed: ${inputs.join(', ')}`
    const reasons = [
      base === null && 'never built',
      base !== null && fullRefresh && 'full refresh',
      base !== null && base.code_hash !== node.code_hash && 'code changed',
      changed,
      base !== null &&
        node.kind !== 'view' &&
        node.reads_as_of &&
        base.as_of !== as_of &&
        `as_of moved from ${base.as_of ?? 'nothing'} to ${as_of}`,
    ].filter((reason) => reason !== false)
    const is_certain = reasons.some((reason) => reason !== changed) || inputs.some((ref) => hasMoved(ref, planned))
    planned.set(node.name, {
      node,
      action: reasons.length > 0 ? 'build' : 'carry_over',
      is_certain,
      reason: reasons.join('; ') || null,
      base,
    })
  }
  refuseMissingInputs(nodes, [...planned.values()])
  refuseMixedDates(planned, selected, as_of)
  return [...planned.values()]
}

function isChanged(ref: string, base: BaseRelation | null, planned: Map<string, PlannedNode>, { watermarks }: Known): boolean {
  const input = planned.get(ref)
  if (input?.action === 'build' && !isAuditedOnly(input)) return true
  const version = input ? input.base!.version : (watermarks.get(ref) ?? 0)
  return base?.inputs[ref] !== version
}

/** A seed whose file did not change has the same rows: another relation that its audits read changed. */
const isAuditedOnly = ({ node, base }: PlannedNode) => node.kind === 'seed' && base?.code_hash === node.code_hash

/** An input that is stored by change and built again may turn out to have the same rows; any other one has a new version for sure. */
function hasMoved(ref: string, planned: Map<string, PlannedNode>): boolean {
  const input = planned.get(ref)
  return input?.action !== 'build' || isAuditedOnly(input) || input.base === null || (input.is_certain && input.node.store === 'versions')
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
  throw new MemberhouseError(`Inputs are neither selected nor built before: ${missing.join(', ')}`, {
    hint: 'Select the inputs too: memberhouse build --select +<name>',
  })
}

/** A node that is not selected keeps its as_of, so a selection for another as_of must include the inputs that read as_of. */
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
    `Inputs that are not selected were built as of ${first!.base!.as_of}, not ${as_of}: ${other.map((entry) => entry!.node.name).join(', ')}`,
    {
      hint: `Select the inputs too (--select +<name>), or build as of ${first!.base!.as_of}.`,
    },
  )
}
