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
 * Shows the nodes of a run until `signal` aborts. In a terminal: a live line for each node and a progress bar.
 * Elsewhere: one line each time an attempt at a node ends.
 */
export async function watchRun(database: Database, runId: number, signal: AbortSignal): Promise<void> {
  const live = process.stdout.isTTY ? createLogUpdate(process.stdout) : null
  const printed = new Set<string>()
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  console.log(`Run ${runId}`)
  for (;;) {
    const isLast = signal.aborted
    const nodes = await readNodes(database, runId)
    if (live) live(screen(nodes, process.stdout.rows ?? 40))
    else
      for (const node of nodes.filter((node) => !printed.has(attemptKey(node)) && hasEnded(node.state))) {
        printed.add(attemptKey(node))
        console.log(nodeLine(node))
      }
    if (isLast) {
      const carried = nodes.filter((node) => node.state === 'carried_over').length
      if (!live && carried > 0) console.log(`${carried} of ${nodes.length} nodes carried over: nothing that they read has changed.`)
      break
    }
    await Promise.race([delay(200), aborted])
  }
  live?.done()
}

/** Reports that the progress can no longer be shown; the run itself continues. */
export const printWatchFailure = (error: Error) => console.error(`Progress can no longer be shown: ${error.message}`)

// A failed node may be attempted again.
const attemptKey = ({ node, attempt, state }: NodeRow) => `${node} ${attempt} ${state}`
const hasEnded = (state: string) => !['waiting', 'running', 'carried_over'].includes(state)

/** Formats a node as one line: mark, name, state, seconds, rows, and why it was built or failed. */
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

/** Formats all nodes for a screen of this height: if too many, only running and failed ones; then the progress bar. */
function screen(nodes: NodeRow[], height: number): string {
  const shown = nodes.filter((node) => node.state !== 'carried_over')
  const carried = nodes.length - shown.length
  const room = Math.max(height - 4, 5)
  const tooMany = shown.length > room
  const lines = tooMany ? shown.filter((node) => ['running', 'failed'].includes(node.state)).slice(0, room) : shown
  const endedCount = nodes.filter((node) => !['waiting', 'running'].includes(node.state)).length
  const width = 30
  const done = nodes.length === 0 ? 0 : Math.round((width * endedCount) / nodes.length)
  const bar = `${'█'.repeat(done)}${'░'.repeat(width - done)} ${endedCount} of ${nodes.length}${carried > 0 ? `, ${carried} carried over` : ''}`
  return [...lines.map(nodeLine), bar].join('\n')
}
