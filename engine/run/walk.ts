/** A node as the walker sees it: its name, its dependencies, and whether it takes a heavy or a quick slot. */
export type WalkNode = { name: string; depends_on: string[]; heavy: boolean; quick: boolean }

/** How many nodes run at once: heavy ones, light ones, and quick ones if they have slots of their own. */
export type Slots = { heavySlots: number; lightSlots: number; quickSlots?: number }

/** Failed nodes with their errors. */
export type NodeFailure = { name: string; message: string }

/**
 * Runs each node as soon as its dependencies are done and a slot of its kind is free, without layer barriers. Nodes that depend on a
 * failed node are not reached; all others run. Pure: used with Temporal and without.
 */
export async function walk(
  nodes: readonly WalkNode[],
  { heavySlots, lightSlots, quickSlots = 0 }: Slots,
  run: (node: WalkNode) => Promise<unknown>,
): Promise<{ failed: NodeFailure[] }> {
  const children = new Map<string, WalkNode[]>()
  const open = new Map(nodes.map((node) => [node.name, node.depends_on.length]))
  for (const node of nodes) for (const parent of node.depends_on) children.set(parent, [...(children.get(parent) ?? []), node])

  const failed: NodeFailure[] = []
  const free = { heavy: heavySlots, light: lightSlots, quick: quickSlots }
  const ready = { heavy: [] as WalkNode[], light: [] as WalkNode[], quick: [] as WalkNode[] }
  const running = new Map<string, Promise<void>>()
  const slot = (node: WalkNode) => (node.heavy ? 'heavy' : node.quick && quickSlots > 0 ? 'quick' : 'light')

  const start = async (node: WalkNode): Promise<void> => {
    try {
      await run(node)
      for (const child of children.get(node.name) ?? []) {
        const left = open.get(child.name)! - 1
        open.set(child.name, left)
        if (left === 0) ready[slot(child)].push(child)
      }
    } catch (error) {
      failed.push({ name: node.name, message: messageOf(error) })
    }
    free[slot(node)] += 1
    running.delete(node.name)
  }

  const fill = () => {
    for (const kind of ['heavy', 'light', 'quick'] as const) {
      while (free[kind] > 0 && ready[kind].length > 0) {
        const node = ready[kind].shift()!
        free[kind] -= 1
        running.set(node.name, start(node))
      }
    }
  }
  for (const node of nodes) if (node.depends_on.length === 0) ready[slot(node)].push(node)
  fill()
  while (running.size > 0) {
    await Promise.race(running.values())
    fill()
  }
  return { failed }
}

/** Returns the message of the innermost cause, since Temporal wraps the errors of activities. */
export function messageOf(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return innermost instanceof Error ? innermost.message : String(innermost)
}

/** Describes failed nodes, one line for each. */
export const describeFailures = (failed: NodeFailure[]): string =>
  failed.map(({ name, message }) => (message.startsWith(name) ? message : `${name}: ${message}`)).join('\n')
