import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Config, Hook } from '../project/config.ts'
import type { Database } from '../postgres/database.ts'
import { recordEvent } from '../meta/record_event.ts'
import { possibleActions, type RunState, type RunStatus } from '../meta/run_state.ts'

/** What a hook receives: names, dates and counts, but no data of any row. A repeated message has the same `id`. */
export type RunMessage = {
  id: string
  event: 'run_finished' | 'run_parked'
  run_id: number
  state: RunState
  as_of: string
  actor: string
  started_at: Date
  ended_at: Date | null
  /** The published release, and when readers see it. */
  release: number | null
  effective_at: Date | null
  detail: string | null
  failed_nodes: string[]
  closed_gates: string[]
  parked_until: Date | null
  what_to_do: string
}

type Options = { log: (line: string, level: 'info' | 'warn') => void; time_limit_ms?: number; waits_ms?: number[] }

/**
 * Calls the configured hook after a run has finished or parked; does nothing without a hook. A failing hook is tried three times, then
 * the failure is logged and recorded as an event of the run. Throws only when the database does not answer.
 */
export async function notify(
  config: Pick<Config, 'project' | 'on_run_finished' | 'on_run_parked'>,
  database: Database,
  runId: number,
  { log, time_limit_ms = 10_000, waits_ms = [1_000, 5_000] }: Options,
): Promise<void> {
  const message = await readMessage(database, runId)
  const name = message.event === 'run_parked' ? 'on_run_parked' : 'on_run_finished'
  const hook = config[name]
  if (hook === undefined || message.state === 'building') return
  for (let attempt = 0; ; attempt++) {
    try {
      await callHook(hook, message, config.project, time_limit_ms)
      return log(`${name} called: run ${runId} is ${message.state}`, 'info')
    } catch (error) {
      const why = `${name} failed: ${error instanceof Error ? error.message : String(error)}`
      const wait = waits_ms[attempt]
      log(`${why}${wait === undefined ? '' : ', retrying'}`, 'warn')
      if (wait === undefined) return void (await recordEvent(database, runId, 'hook failed', 'memberhouse', why))
      await delay(wait)
    }
  }
}

async function readMessage(database: Database, runId: number): Promise<RunMessage> {
  type Row = Omit<RunMessage, 'event' | 'what_to_do'> & { stale: string[]; event_detail: string | null } & Pick<RunStatus, 'waits_for'>
  const { rows } = await database.query<Row>(
    sql`select format('run-%s-%s', run.run_id, coalesce(newest.event_id, 0)) as id, run.run_id, run.state, run.as_of,
         run.request ->> 'actor' as actor, run.started_at, run.ended_at, run.waits_for, run.parked_until,
         case when run.state = 'published' then run.run_id end as release, publication.effective_at, newest.detail as event_detail,
         array(
             select node.node from meta.run_node as node
             where node.run_id = run.run_id and node.state = 'failed' and node.kind <> 'view' order by node.position
         ) as failed_nodes,
         array_remove(run.as_of_gate || array(
             select result.node || ': ' || result.audit from meta.audit_result as result
             where result.run_id = run.run_id and result.severity = 'gate' and result.failing_count > 0
             order by result.node, result.audit
         ), null) as closed_gates,
         array(
             select event.detail from meta.run_event as event
             where event.run_id = run.run_id and event.event = 'stale source' order by event.event_id
         ) as stale
     from meta.run
     left join meta.publication on publication.release = run.run_id and publication.kind = 'publish'
     left join lateral (
         select event.event_id, event.detail from meta.run_event as event
         where event.run_id = run.run_id and event.event = run.state order by event.event_id desc limit 1
     ) as newest on true
     where run.run_id = ${runId}`,
  )
  const { stale, waits_for, event_detail, ...run } = rows[0]!
  const event = run.state === 'parked' ? 'run_parked' : 'run_finished'
  return { ...run, event, detail: detailOf(run, stale, event_detail), what_to_do: whatToDo({ ...run, waits_for }) }
}

/** Explains the state of a run. Errors of nodes may quote rows, so they are shown by `run show` only. */
function detailOf(
  { state, failed_nodes, closed_gates }: Pick<RunMessage, 'state' | 'failed_nodes' | 'closed_gates'>,
  stale: string[],
  event_detail: string | null,
) {
  if (state === 'candidate' || state === 'rejected') return event_detail
  if (failed_nodes.length > 0) return `failed: ${failed_nodes.join(', ')}`
  if (state === 'parked') return `closed gates: ${closed_gates.join(', ')}`
  return stale.length > 0 ? stale.join('\n') : null
}

function whatToDo(run: Pick<RunStatus, 'run_id' | 'state' | 'waits_for'>): string {
  if (run.state === 'published') return `nothing; look at it with: memberhouse release show ${run.run_id}`
  const actions = run.state === 'parked' ? possibleActions(run).map((action) => `memberhouse run ${action} ${run.run_id}`) : []
  return [`look at it with: memberhouse run show ${run.run_id}`, ...(actions.length > 0 ? [`then: ${actions.join(', or: ')}`] : [])].join(
    ', ',
  )
}

async function callHook(hook: Hook, message: RunMessage, project: string, limit: number): Promise<void> {
  const text = JSON.stringify(message)
  return hook.url === undefined ? runCommand(hook.command!, text, project, limit) : post(hook.url, text, limit)
}

async function post(url: string, body: string, limit: number): Promise<void> {
  // The path of a webhook is often its secret, so errors name only the host.
  const { host } = new URL(url)
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(limit) }).catch(
    (error: Error) => {
      const why =
        error.name === 'TimeoutError'
          ? `no answer within ${limit / 1000} s`
          : String((error.cause as Error | undefined)?.message ?? error.message)
      throw new Error(`${host}: ${why}`)
    },
  )
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`${host} answered ${answer.status}`)
}

async function runCommand([program, ...args]: string[], input: string, cwd: string, limit: number): Promise<void> {
  // In a process group of its own, so that its children can be killed with it.
  const child = spawn(program!, args, { cwd, stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    process.kill(-child.pid!, 'SIGKILL')
  }, limit)
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    if (isLate) throw new Error(`${program} did not end within ${limit / 1000} s`)
    if (code !== 0) throw new Error(`${program} ended with ${signal ?? `exit code ${code}`}`)
  } finally {
    clearTimeout(timer)
  }
}
