import type { Node } from './node.ts'
import { UsageError } from '../base/errors.ts'

/**
 * Returns the names of the nodes that selectors match, in dbt's syntax: `member_rfm`, `dws.member_rfm`, `+name` (and all it reads),
 * `name+` (and all that read it), `layer:dws`, `tag:nightly`. No selector matches every node.
 */
export function selectNodes(nodes: Node[], select: readonly string[], exclude: readonly string[] = []): Set<string> {
  const selected = select.length === 0 ? new Set(nodes.map((node) => node.name)) : union(select.map((selector) => match(nodes, selector)))
  for (const name of union(exclude.map((selector) => match(nodes, selector)))) selected.delete(name)
  return selected
}

const union = (sets: Set<string>[]) => new Set(sets.flatMap((set) => [...set]))

function match(nodes: Node[], selector: string): Set<string> {
  const [, up, core, down] = /^(\+?)(.+?)(\+?)$/.exec(selector) ?? []
  const [method, value] = core?.split(':') ?? []
  const found = nodes.filter((node) => {
    if (value === undefined) return node.name === core || node.name.split('.')[1] === core
    if (method === 'layer') return node.name.startsWith(`${value}.`)
    if (method === 'tag') return node.tags.includes(value)
    throw new UsageError(`Unknown selector '${selector}': there is no method '${method}:'`, {
      hint: 'Use one of: name, +name, name+, layer:<layer>, tag:<tag>',
    })
  })
  if (found.length === 0)
    throw new UsageError(`'${selector}' matches no model`, { hint: `Models are: ${nodes.map((node) => node.name).join(', ')}` })
  const names = new Set(found.map((node) => node.name))
  const parents = (name: string) => nodes.find((node) => node.name === name)?.refs ?? []
  const children = (name: string) => nodes.filter((node) => node.refs.includes(name)).map((node) => node.name)
  return union([names, up ? reach(names, parents) : names, down ? reach(names, children) : names])
}

// Iterating a set also visits what is added meanwhile.
function reach(start: Set<string>, next: (name: string) => string[]): Set<string> {
  const names = new Set(start)
  for (const name of names) for (const found of next(name)) names.add(found)
  return names
}
