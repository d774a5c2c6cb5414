/** A node as the walker knows it: its name, what it waits for, whether it takes a heavy slot, and whether it took no time the last time. */
export type WalkNode = { name: string; depends_on: string[]; heavy: boolean; quick: boolean }

/** How many nodes go on at once: heavy ones, others, and, where they have slots of their own, quick ones. */
export type Slots = { heavySlots: number; lightSlots: number; quickSlots?: number }

/** Nodes that failed, and what they said. */
export type Failed = { name: string; message: string }[]

/**
 * Runs each node as soon as all that it depends on is done: no layers, within the slots of their
 * kind. What depends on a failed node is not reached; everything else goes on. Pure: the same under Temporal and without.
 */
export async function walk(
  nodes: readonly WalkNode[],
  { heavySlots, lightSlots, quickSlots = 0 }: Slots,
  run: (node: WalkNode) => Promise<unknown>,
): Promise<{ failed: Failed }> {
  const children = new Map<string, WalkNode[]>()
  const open = new Map(nodes.map((node) => [node.name, node.depends_on.length]))
  for (const node of nodes) for (const parent of node.depends_on) children.set(parent, [...(children.get(parent) ?? []), node])

  const failed: Failed = []
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

/** The innermost message: Temporal wraps what an activity threw. */
export function messageOf(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return innermost instanceof Error ? innermost.message : String(innermost)
}

/** What failed, a line a node. */
export const describeFailures = (failed: Failed): string =>
  failed.map(({ name, message }) => (message.startsWith(name) ? message : `${name}: ${message}`)).join('\n')
