import { layerOf, layers, type Node } from './node.ts'
import type { Problem } from '../base/problems.ts'
import { isEngineRelation } from './engine_relations.ts'
import { hasRegistry } from './node.ts'

/** A relation that a node reads, and the line that names it. `is_registry`: it reads the registry of the relation. */
export type Ref = { name: string; file: string; line: number; is_registry?: boolean }
export type Compiled = { node: Node; refs: Ref[] }

/** Adds a problem when a ref names no model or breaks the rules of the layers. */
export function checkRef(node: Node, ref: Ref, target: Node | undefined, problems: Problem[]): void {
  const problem = (message: string) => problems.push({ file: ref.file, line: ref.line, message })
  if (isEngineRelation(ref.name)) {
    if (node.kind !== 'view') problem(`only a view may read ${ref.name}: it changes with each load, and not with releases`)
    return
  }
  const from = layerOf(node.name)
  const to = layerOf(ref.name)
  if (!target) problem(`there is no model ${ref.name}`)
  else if (layers.indexOf(to) > layers.indexOf(from)) problem(`${from} reads upwards: ${ref.name} is in a layer above`)
  else if (ref.is_registry && !hasRegistry(target))
    problem(`${ref.name} has no registry: add remembers: true to its contract, or read ${ref.name} itself`)
  else if (target.kind === 'view') problem(`${ref.name} is a view, which models may not read: read its inputs instead`)
  else if (from !== 'audit' && (to === 'segment' || to === 'audit')) problem(`models may not read ${ref.name}`)
  else if ((from === 'ads' || from === 'segment') && to === 'ods') problem(`${from} never reads ods: read ${ref.name} through dwd`)
}

/** Sorts nodes by name, each after the nodes that it reads. The nodes left over are on a cycle or depend on one. */
export function sortByRefs(compiled: Compiled[], problems: Problem[]): Node[] {
  const sorted: Node[] = []
  const placed = new Set<string>()
  let waiting = [...compiled].sort((one, other) => one.node.name.localeCompare(other.node.name))
  const known = new Set(waiting.map(({ node }) => node.name))
  while (waiting.length > 0) {
    const ready = waiting.filter(({ node }) => node.refs.every((ref) => placed.has(ref) || !known.has(ref)))
    if (ready.length === 0) break
    for (const { node } of ready) {
      placed.add(node.name)
      sorted.push(node)
    }
    waiting = waiting.filter(({ node }) => !placed.has(node.name))
  }
  const left = new Map(waiting.map((entry) => [entry.node.name, entry]))
  const start = waiting.find(({ node }) => reaches(node.name, node.name, left))
  if (start) {
    const path = pathOf(start.node.name, left)
    const { file, line } = start.refs.find((ref) => ref.name === path[1])!
    problems.push({ file, line, message: `a cycle: ${path.join(' → ')}` })
  }
  return sorted
}

function reaches(from: string, to: string, left: Map<string, Compiled>, seen = new Set<string>()): boolean {
  return (left.get(from)?.node.refs ?? []).some((ref) => ref === to || (!seen.has(ref) && (seen.add(ref), reaches(ref, to, left, seen))))
}

function pathOf(start: string, left: Map<string, Compiled>): string[] {
  const path = [start]
  do
    path.push(
      left
        .get(path.at(-1)!)!
        .node.refs.find((ref) => (ref === start || !path.includes(ref)) && (ref === start || reaches(ref, start, left)))!,
    )
  while (path.at(-1) !== start)
  return path
}
