import { setTimeout as delay } from 'node:timers/promises'
import { createLogUpdate } from 'log-update'
import pc from 'picocolors'
import type { Database } from '../../engine/postgres/database.ts'
import { readNodes, type NodeRow } from '../../engine/meta/read_runs.ts'

const marks: Record<string, string> = {
  waiting: pc.dim('·'),
  running: pc.cyan('▸'),
  built: pc.green('✓'),
  unchanged: pc.green('='),
  carried_over: pc.dim('='),
  failed: pc.red('✗'),
  skipped: pc.dim('-'),
  cancelled: pc.yellow('-'),
}

/**
 * Shows a run's nodes as they go, until `signal` aborts: in a terminal one live line a node and a bar over all,
 * elsewhere one line for each attempt at a node that ends.
 */
export async function watchRun(database: Database, runId: number, signal: AbortSignal): Promise<void> {
  const live = process.stdout.isTTY ? createLogUpdate(process.stdout) : null
  const told = new Set<string>()
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  console.log(`Run ${runId}`)
  for (;;) {
    const isLast = signal.aborted
    const nodes = await readNodes(database, runId)
    if (live) live(screen(nodes, process.stdout.rows ?? 40))
    else
      for (const node of nodes.filter((node) => !told.has(ending(node)) && isOver(node.state))) {
        told.add(ending(node))
        console.log(nodeLine(node))
      }
    if (isLast) {
      const carried = nodes.filter((node) => node.state === 'carried_over').length
      if (!live && carried > 0) console.log(`${carried} of ${nodes.length} nodes as before: nothing that they read has changed.`)
      break
    }
    await Promise.race([delay(200), aborted])
  }
  live?.done()
}

/** A build that cannot be shown goes on without. */
export const unwatched = (error: Error) => console.error(`No longer shown: ${error.message}`)

// A node that failed may be tried again.
const ending = ({ node, attempt, state }: NodeRow) => `${node} ${attempt} ${state}`
const isOver = (state: string) => !['waiting', 'running', 'carried_over'].includes(state)

/** One node: its mark, name, rows, seconds, and why it was built or failed. */
export function nodeLine({ node, kind, state, reason, row_count, changed_count, seconds, error }: NodeRow): string {
  const rows =
    row_count === null ? '' : `${row_count.toLocaleString('en')} ${kind === 'audit' ? 'failing' : kind === 'snapshot' ? 'members' : 'rows'}`
  const changed =
    state === 'built' && kind !== 'audit' && changed_count !== null && changed_count !== row_count
      ? `, ${changed_count.toLocaleString('en')} changed`
      : ''
  const time = seconds === null ? '' : `${seconds.toFixed(2)} s`
  return `${marks[state] ?? '?'} ${node.padEnd(32)} ${state.padEnd(12)} ${time.padStart(9)}  ${rows}${changed}${error ? pc.red(`  ${error}`) : reason ? pc.dim(`  ${reason}`) : ''}`
}

/** What fits on the screen: what runs and what failed first, then the bar. */
function screen(nodes: NodeRow[], height: number): string {
  const shown = nodes.filter((node) => node.state !== 'carried_over')
  const carried = nodes.length - shown.length
  const room = Math.max(height - 4, 5)
  const tooMany = shown.length > room
  const lines = tooMany ? shown.filter((node) => ['running', 'failed'].includes(node.state)).slice(0, room) : shown
  const over = nodes.filter((node) => !['waiting', 'running'].includes(node.state)).length
  const width = 30
  const done = nodes.length === 0 ? 0 : Math.round((width * over) / nodes.length)
  const bar = `${'█'.repeat(done)}${'░'.repeat(width - done)} ${over} of ${nodes.length}${carried > 0 ? `, ${carried} as before` : ''}`
  return [...lines.map(nodeLine), bar].join('\n')
}
