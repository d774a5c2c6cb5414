import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type pg from 'pg'
import { bundleCompute, project } from './bundle_compute.ts'
import { identifier } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { copyRows } from '../postgres/copy_rows.ts'
import type { Node } from '../project/node.ts'
import { givenColumns } from '../project/node.ts'

/** The task of a computed model's process. */
export type ComputeTask = { url: string; release: number; as_of: string; is_first: boolean; node: Node }

/**
 * Runs a computed model's function in a process of its own and copies its output into `table`; returns the number of rows. A long-lived
 * worker would not see an edit of the function, and would keep its memory.
 */
export function computeRows(connection: pg.PoolClient, task: ComputeTask, table: string, signal?: AbortSignal): Promise<number> {
  const columns = givenColumns(task.node)
    .map((column) => identifier(column.name))
    .join(', ')
  return copyRows(connection, `copy ${table} (${columns}) from stdin`, async (send) => {
    const program = await bundleCompute(task.node.compute!)
    const child = spawn(process.execPath, ['--input-type=module', '-'], {
      cwd: project,
      stdio: ['pipe', 'pipe', 'pipe'],
      signal,
    })
    const ended = once(child, 'close') as Promise<[number | null]>
    // After a cancellation it rejects while the output is still being read.
    ended.catch(() => {})
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)))
    child.stdin.on('error', () => {})
    child.stdin.end(`const task = ${JSON.stringify(task)}; ${program}`)
    try {
      for await (const chunk of child.stdout) await send(chunk as Buffer)
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
    const [code] = await ended
    if (code !== 0) throw new MemberhouseError(`${task.node.compute!.module}: ${errors.trim() || `ended with code ${code}`}`)
  })
}
